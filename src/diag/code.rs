//! Complaints of the early phases: loading, decoding, references, routes, templates. Rules of the check phase live in `content/check/rules`.

use super::{Rule, Severity, source};

/// Declares complaints and the list of them at once, so that none can be forgotten.
macro_rules! codes {
    ($( $(#[$doc:meta])* $ident:ident: $name:literal, $severity:ident, $summary:literal, $explanation:literal, [$($source:tt)+]; )*) => {
        $( $(#[$doc])* pub static $ident: Rule = Rule {
            name: $name,
            severity: Severity::$severity,
            summary: $summary,
            explanation: $explanation,
            source: source!($($source)+),
        }; )*
        /// All complaints of the early phases.
        pub static CODES: &[&Rule] = &[$(&$ident),*];
    };
}

codes! {
    /// A file that is not UTF-8.
    NOT_UTF8: "not-utf8", Error, "Файл не в кодировке UTF-8",
        "Программа читает только UTF-8 и никогда не угадывает кодировку молча: ошибка в догадке испортила бы имена. Она называет, на что файл похож, и чем его перекодировать.",
        [FORMAT "общие правила"];
    /// A NUL byte in a text.
    NUL_BYTE: "nul-byte", Error, "В текстовом файле есть нулевой байт",
        "Нулевых байтов в тексте не бывает. Обычно это значит, что вместо текста сохранён документ редактора или файл повреждён.",
        [FORMAT "общие правила"];
    /// A text over the limit.
    FILE_TOO_LARGE: "file-too-large", Error, "Текстовый файл слишком велик",
        "Страницы раздела – это тексты на несколько экранов. Файл больше 10 МБ почти наверняка попал сюда по ошибке.",
        [FORMAT "общие правила"];
    /// A symbolic link in the content.
    SYMBOLIC_LINK: "symbolic-link", Error, "В папке содержимого лежит символическая ссылка",
        "Ссылка может вести за пределы папки и вынести на сайт то, что публиковать не собирались. Поэтому программа по ссылкам не ходит.",
        [FORMAT "общие правила"];
    /// A pipe, socket or device in the content.
    SPECIAL_FILE: "special-file", Error, "В папке содержимого лежит не файл и не папка",
        "Канал, сокет или устройство нельзя прочитать как текст.",
        [FORMAT "общие правила"];
    /// A name that some file system refuses.
    BAD_FILE_NAME: "bad-file-name", Error, "Имя файла годится не для всякой системы",
        "Имена, которые не принимает Windows (CON, aux.yaml, имя с точкой на конце), имена с невидимыми символами и слишком длинные ломают раздел при переносе на другой компьютер или хостинг.",
        [FORMAT "общие правила"];
    /// A folder below which nothing is read.
    FOLDER_TOO_DEEP: "folder-too-deep", Error, "Папка лежит слишком глубоко",
        "Глубже шестнадцати папок программа не заглядывает: так бывает разве что от папки, по ошибке скопированной в саму себя. Файлы из неё не попали бы на сайт молча.",
        [FORMAT "общие правила"];
    /// A file that could not be opened.
    UNREADABLE_FILE: "unreadable-file", Error, "Файл не читается",
        "Программа не смогла открыть файл. Чаще всего дело в правах доступа.",
        [FORMAT "общие правила"];
    /// A file where no kind lives.
    STRAY_FILE: "stray-file", Error, "Файл лежит не на своём месте",
        "Вид записи определяет папка: people, programs, practices, acts, methods, news, roadmaps, monitoring, pages. Текст, лежащий в другом месте, никуда не попадёт, а вы будете думать, что он опубликован.",
        [FORMAT "общие правила"];
    /// YAML that cannot be read.
    YAML_SYNTAX: "yaml-syntax", Error, "Ошибка в разметке YAML",
        "Разбор останавливается на этом месте, поэтому остальные ошибки того же файла видны только после исправления.",
        [FORMAT "общие правила"];
    /// An alias, anchor or tag.
    YAML_EXTRAS: "yaml-extras", Error, "Якоря, ссылки и метки YAML не поддерживаются",
        "Возможности YAML, которыми один кусок файла подставляют в другой (&имя, *имя) или меняют тип значения (!!метка), здесь не нужны, а навредить могут: несколько строк с ними способны занять всю память.",
        [FORMAT "общие правила"];
    /// Nesting over the limit.
    YAML_TOO_DEEP: "yaml-too-deep", Error, "Слишком глубокая вложенность",
        "Глубже шестнадцати уровней в записях раздела ничего не бывает.",
        [FORMAT "общие правила"];
    /// A plain scalar over several lines.
    BROKEN_LINE: "broken-line", Error, "Значение без кавычек перенесено на другую строку",
        "YAML молча склеивает такие строки в одну, и пункт списка с лишним отступом превращается в часть предыдущего. Длинный текст пишут в кавычках или после знака «>-».",
        [FORMAT "общие правила"];
    /// The same key twice.
    DUPLICATE_KEY: "duplicate-key", Error, "Поле записано дважды",
        "Какое из двух значений верно, программа решать не вправе.",
        [FORMAT "общие правила"];
    /// No front matter.
    FRONT_MATTER_MISSING: "front-matter-missing", Error, "Нет шапки с полями",
        "Файл .md начинается со строки «---», за ней идут поля, затем снова «---» и текст.",
        [FORMAT "общие правила"];
    /// Front matter without its end.
    FRONT_MATTER_UNCLOSED: "front-matter-unclosed", Error, "Шапка с полями не закрыта",
        "После полей нужна строка «---». Без неё непонятно, где кончаются поля и начинается текст, который увидят люди.",
        [FORMAT "общие правила"];
    /// A field that the kind does not have.
    UNKNOWN_FIELD: "unknown-field", Error, "Неизвестное поле",
        "Опечатка в имени поля опасна: согласие, записанное с ошибкой, не должно ни потеряться, ни превратиться в разрешение. Поэтому лишних полей не бывает.",
        [FORMAT "общие правила"];
    /// A word outside its vocabulary.
    UNKNOWN_WORD: "unknown-word", Error, "Слово не из списка",
        "Формы, виды, роли, уровни и другие понятия записываются словами из справочника. Регистр, «ё» или «е», вид тире, пробелы вокруг него и кавычки значения не имеют.",
        [FORMAT "общие правила"];
    /// A value of another type.
    WRONG_TYPE: "wrong-type", Error, "Значение не того вида",
        "На месте списка стоит текст, на месте числа – слово или наоборот.",
        [FORMAT "общие правила"];
    /// Something that is not a date.
    BAD_DATE: "bad-date", Error, "Это не дата",
        "Дату пишут одним из двух способов: 2024-09-02 или 02.09.2024. Дней вроде 31 сентября не бывает, а год из двух цифр можно понять по-разному.",
        [FORMAT "общие правила"];
    /// A period that ends before it begins.
    REVERSED_PERIOD: "reversed-period", Error, "Период кончается раньше, чем начинается",
        "Обе границы периода входят в него; первая не позже второй.",
        [FORMAT "общие правила"];
    /// A required field that is absent.
    MISSING_FIELD: "missing-field", Error, "Нет обязательного поля",
        "Без этого поля запись не имеет смысла.",
        [FORMAT];
    /// A reference to nothing.
    UNKNOWN_ID: "unknown-id", Error, "Ссылка на несуществующую запись",
        "Идентификатор записи – это её путь внутри папки вида без расширения: people/petrova-av.md → petrova-av.",
        [FORMAT "общие правила"];
    /// Two files, one id.
    DUPLICATE_ID: "duplicate-id", Error, "Две записи с одним идентификатором",
        "Идентификаторы сравниваются без учёта регистра и способа записи букв (й из одного символа или из двух): на другом диске такие файлы стали бы одним.",
        [FORMAT "общие правила"];
    /// Two entries, one address.
    ADDRESS_COLLISION: "address-collision", Error, "Две записи получают один адрес",
        "Адреса составляются из идентификаторов латинскими буквами, поэтому «Ёлка» и «Елка» встречаются в одном. Дайте одной из записей поле slug.",
        [FORMAT "общие правила"; OURS "адреса страниц постоянны"];
    /// A slug that cannot be an address.
    BAD_SLUG: "bad-slug", Error, "Из этого не получится адрес",
        "Адрес состоит из латинских букв, цифр и дефисов.",
        [FORMAT "общие правила"];
    /// A file that is not there.
    MISSING_FILE: "missing-file", Error, "Файла нет",
        "Запись обещает файл, которого рядом с ней нет. Посетитель получил бы битую ссылку.",
        [FORMAT "общие правила"];
    /// A path that leads out.
    PATH_ESCAPES: "path-escapes", Error, "Путь ведёт за пределы содержимого",
        "Публиковать можно только то, что лежит в папке content рядом с записью.",
        [FORMAT "общие правила"];
    /// A link to nothing.
    DANGLING_LINK: "dangling-link", Error, "Ссылка никуда не ведёт",
        "Внутренние ссылки – это относительные пути к файлам содержимого: ../acts/prikaz-218.md. Программа сама превращает их в адреса страниц.",
        [FORMAT "о текстах"];
    /// A link to something that is not published.
    LINK_TO_WITHHELD: "link-to-withheld", Error, "Ссылка ведёт на то, что не опубликовано",
        "Обычная ссылка с вашим текстом осталась бы битой, а её текст мог бы выдать то, что закрыто. Упоминание [[вид:идентификатор]] само станет нейтральным словом, пока запись закрыта.",
        [FORMAT "о текстах"];
    /// A picture of somebody who has not agreed, shown as if they had.
    PICTURE_WITHHELD: "picture-withheld", Error, "В записи стоит закрытый снимок человека",
        "Запись показывает портрет человека, который не согласен на свою фотографию: без снимка её подпись и текст повисают в воздухе. Решите сами: уберите снимок, замените его или скажите, что запись может выйти без него, – on_withheld: drop. Общий снимок, на котором несколько человек, снимается молча и записывается в ведомость.",
        [CIVIL_CODE "ст. 152.1"; PERSONAL_DATA "ст. 10.1"];
    /// A heading that is not there.
    MISSING_ANCHOR: "missing-anchor", Error, "На странице нет такого места",
        "После решётки в ссылке стоит имя заголовка; такого заголовка на странице нет.",
        [FORMAT "о текстах"];
    /// A resource from elsewhere.
    EXTERNAL_RESOURCE: "external-resource", Error, "Картинка или файл загружаются с чужого сайта",
        "Страница не должна ничего загружать с других узлов: посетителя увидел бы чужой сервер, а запрет иностранных счётчиков и шрифтов касается и школ. Положите файл рядом с записью. Обычные ссылки на другие сайты разрешены.",
        [PERSONAL_DATA "ст. 18, ч. 5"; OURS "страницы ничего не загружают с чужих узлов"];
    /// A scheme that runs code.
    UNSAFE_LINK: "unsafe-link", Error, "Ссылка с опасной схемой",
        "Ссылки вида javascript:, data: и подобные выполняют код у посетителя. Разрешены http, https, mailto и tel.",
        [FORMAT "о текстах"];
    /// An image without a text alternative.
    MISSING_ALT: "missing-alt", Error, "У картинки нет текстового описания",
        "Описание читают те, кто не видит картинку, и показывает браузер, если она не загрузилась. Напишите, что на ней: ![описание](файл.jpg).",
        [ACCESSIBILITY; FORMAT "о текстах"];
    /// Raw HTML in a body.
    RAW_HTML: "raw-html", Warning, "В тексте есть HTML",
        "Разметка HTML выводится как обычный текст, комментарии выбрасываются. Пользуйтесь разметкой Markdown.",
        [FORMAT "о текстах"];
    /// A template that failed.
    TEMPLATE: "template", Error, "Ошибка в шаблоне темы",
        "Шаблон не разобран или обратился к тому, чего нет. Сообщение называет файл темы и страницу, на которой это случилось.",
        [THEME];
    /// A theme folder that is not there or not complete.
    THEME_MISSING: "theme-missing", Error, "Темы нет",
        "Своя тема лежит в папке themes рядом с content; файлы, которых в ней нет, берутся из темы по умолчанию.",
        [THEME];
}
