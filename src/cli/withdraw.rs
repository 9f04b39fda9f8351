//! `rubrika withdraw`: a person has demanded that dissemination stop.

use crate::content::{Ended, Withdrawal};
use crate::diag::{Diagnostic, Error, location};
use crate::pipeline::{Compilation, Options};
use crate::source::Sources;
use crate::text::{date, plural};
use crate::vocab::Kind;
use crate::withdraw::{After, File, withdraw};

use super::{CONTENT, FINE, Terminal, emit};

pub fn run(terminal: &Terminal, options: &Options, person: &str, dry: bool) -> Result<i32, Error> {
    let outcome = withdraw(options, person, !dry)?;
    let (w, before) = (&outcome.withdrawal, &outcome.before);
    let Some(after) = &outcome.after else {
        terminal.answer(&nothing(w, before));
        return Ok(FINE);
    };
    let mut out = recorded(terminal, w, before, options.show_names, dry);
    out.push_str(&consequences(terminal, w, before, after));
    out.push_str(&next(terminal, before, after, dry));
    terminal.answer(&out);
    let builds = !after.compilation.has_errors();
    Ok(if builds { FINE } else { CONTENT })
}

/// Why nothing was changed.
fn nothing(w: &Withdrawal, before: &Compilation) -> String {
    let mut out = match (w.before.last(), w.later.first()) {
        (Some(day), _) => format!(
            "Согласие на распространение {} уже отозвано: {}. Ничего не изменено.\n",
            w.person,
            date::long(*day)
        ),
        (None, Some(day)) => format!(
            "Согласие {} дано {} – позже, чем получено требование. Ничего не изменено.\n",
            w.person,
            date::long(*day)
        ),
        (None, None) => format!(
            "Согласия на распространение у {} нет, отзывать нечего. Ничего не изменено.\n",
            w.person
        ),
    };
    if w.unread {
        out.push_str(&format!(
            "В согласиях этой записи есть ошибки, и часть из них прочитать нельзя: исправьте {} (rubrika check) и повторите.\n",
            w.path
        ));
    }
    if let Some(url) = before.routes.of(Kind::Person, &w.person) {
        out.push_str(&format!(
            "Страница человека при этом на сайте есть: {url}. Что её открывает, покажет rubrika explain person/{}\n",
            w.person
        ));
    }
    out
}

fn recorded(
    terminal: &Terminal,
    w: &Withdrawal,
    before: &Compilation,
    names: bool,
    dry: bool,
) -> String {
    let day = before.examined.today();
    let who = match names {
        true => format!("{} ({})", w.person, w.name),
        false => w.person.clone(),
    };
    let mut out = format!(
        "{}: требование прекратить распространение получено {}\n",
        terminal.bold(&who),
        date::long(day)
    );
    let done = match dry {
        true => "будет записано (--dry-run: файл не изменён)",
        false => "записано",
    };
    out.push_str(&format!("  {done} в {}:\n", w.path));
    for Ended {
        document,
        date: given,
        line,
    } in &w.ended
    {
        let name = document.as_deref().unwrap_or("согласие");
        out.push_str(&format!(
            "    строка {line}: {name} от {} – withdrawn\n",
            date::long(*given)
        ));
    }
    for day in &w.later {
        out.push_str(&format!(
            "  согласие от {} дано позже требования и остаётся в силе\n",
            date::long(*day)
        ));
    }
    if w.unread {
        out.push_str("  внимание: в согласиях этой записи есть ошибки; то, что из-за них не читается, не отозвано – исправьте (rubrika check) и повторите команду\n");
    }
    out.push_str("  согласия на обработку и на участие остались как были\n");
    out
}

/// What goes, what changes, what has to be mended by hand.
fn consequences(
    terminal: &Terminal,
    w: &Withdrawal,
    before: &Compilation,
    after: &After,
) -> String {
    let mut out = String::new();
    let sources = after.compilation.examined.sources();
    let mut section = |title: &str, lines: Vec<String>| {
        if !lines.is_empty() {
            out.push_str(&format!("\n{}\n", terminal.bold(title)));
            lines
                .iter()
                .for_each(|line| out.push_str(&format!("  {line}\n")));
        }
    };
    let shown = |list: &[File]| -> Vec<String> {
        list.iter()
            .map(|f| match &f.title {
                Some(title) => format!("{} – {title}", f.path),
                None => f.path.clone(),
            })
            .collect()
    };
    match &after.changes {
        Some(c) => {
            section("Страницы, которых больше не будет", shown(&c.pages));
            section("Файлы, которых больше не будет", shown(&c.files));
            section("Здесь человек больше не будет назван", shown(&c.unnamed));
            section(
                "Здесь изменится остальное: фотографии, роли, ссылки, числа",
                shown(&c.others),
            );
            let nothing = [&c.pages, &c.files, &c.unnamed, &c.others];
            if nothing.iter().all(|list| list.is_empty()) {
                section(
                    "Что изменится на сайте",
                    vec!["ничего: данные этого человека и так были закрыты".to_owned()],
                );
            }
        }
        None => section("Что изменится на сайте", vec![unseen(before)]),
    }
    let mentions: Vec<String> = after
        .mentions
        .iter()
        .map(|place| {
            let (from, _) = before.examined.sources().positions(*place);
            let file = &before.examined.sources().file(place.file).path;
            format!("{file}:{}", from.line)
        })
        .collect();
    section(
        &format!("Упоминания, на месте которых будет слово «{}»", w.word),
        mentions,
    );
    section(
        "Исправьте сами: с этим раздел не соберётся",
        to_mend(&after.to_mend, sources),
    );
    out
}

/// Why it cannot be said what changes.
fn unseen(before: &Compilation) -> String {
    format!(
        "показать нельзя: в содержимом {}, и раздел не собирается. Отзыву это не мешает: когда ошибки исправлены (их покажет rubrika check), сборка уберёт всё сама",
        emit::summary(&before.diagnostics)
    )
}

fn to_mend(list: &[Diagnostic], sources: &Sources) -> Vec<String> {
    let mut out = Vec::new();
    for d in list {
        let place = location(d, sources);
        let place = place.strip_suffix(":1:1").unwrap_or(&place);
        let place = match place.trim_matches(':').is_empty() {
            true => String::new(),
            false => format!("{place}: "),
        };
        out.push(format!("{place}{} [{}]", d.message, d.rule.name));
        if let Some(help) = &d.help {
            out.push(format!("  как быть: {help}"));
        }
    }
    out
}

/// What to do next, in order, and what cannot be done here.
fn next(terminal: &Terminal, before: &Compilation, after: &After, dry: bool) -> String {
    let deadline = &after.deadline;
    let doubt = match deadline.exact {
        true => "",
        false => {
            ". Производственного календаря на эти дни в программе нет: учтены только выходные, праздники проверьте сами"
        }
    };
    let mut out = format!(
        "\n{}: {} – три рабочих дня со дня получения (152-ФЗ, ст. 10.1, ч. 14){doubt}\n",
        terminal.bold("Последний день"),
        date::long(deadline.day)
    );
    let mut steps: Vec<String> = Vec::new();
    if dry {
        steps.push("Запишите отзыв: та же команда без --dry-run.".to_owned());
    }
    if !after.to_mend.is_empty() {
        steps.push(format!(
            "Исправьте то, что перечислено выше: {}.",
            plural::count(after.to_mend.len(), "место", "места", "мест")
        ));
    }
    if before.has_errors() {
        steps.push(
            "Исправьте ошибки, которые были в содержимом и раньше: их покажет rubrika check."
                .to_owned(),
        );
    }
    steps.extend([
        "Соберите раздел: rubrika build --purge-list ubrat.txt".to_owned(),
        "Выложите папку public на сервер и удалите там файлы, которых в ней больше нет: копирование поверх их не убирает.".to_owned(),
        "Передайте адреса из ubrat.txt поисковикам: «Удаление страниц из поиска» в Яндекс Вебмастере, «Удаления» в Google Search Console.".to_owned(),
        "Уберите то же из соцсетей и с других сайтов школы; само требование сохраните: программа помнит только день.".to_owned(),
    ]);
    out.push_str(&format!("\n{}\n", terminal.bold("Что дальше")));
    for (i, step) in steps.iter().enumerate() {
        out.push_str(&format!("  {}. {step}\n", i + 1));
    }
    out.push_str(&format!("\n{}\n", terminal.bold("Чего программа не может")));
    for line in [
        "Убрать копии у других: в поисковиках, в архивах сайтов, на чужих страницах, у тех, кто успел сохранить.",
        "Стереть прошлое из истории git: в ней остаются и имя, и прежние тексты. Если репозиторий открыт или был открыт, закройте его.",
    ] {
        out.push_str(&format!("  {line}\n"));
    }
    out
}
