//! The command line as typed.

use std::net::IpAddr;
use std::path::PathBuf;

use clap::builder::PossibleValue;
use clap::{Args, Parser, Subcommand, ValueEnum};

use super::emit::Format;

const TEMPLATE: &str = "{about-with-newline}\nКак вызывать: {usage}\n\n{all-args}{after-help}";
const COMMAND_TEMPLATE: &str =
    "{about-with-newline}\nКак вызывать: {usage}\n\n{all-args}{after-help}";

/// Собирает раздел «Наставничество» школьного сайта: проверяет написанное и публикует только то, что можно.
#[derive(Debug, Parser)]
#[command(
    name = "rubrika",
    version,
    about,
    help_template = TEMPLATE,
    disable_help_flag = true,
    disable_version_flag = true,
    disable_help_subcommand = true,
    subcommand_help_heading = "Команды",
    subcommand_value_name = "КОМАНДА",
    next_help_heading = "Общие параметры",
    after_help = "Справка по команде: rubrika КОМАНДА --help\nКоды завершения: 0 – всё хорошо, 1 – что-то не так в содержимом или теме, 2 – программа не смогла сделать своё дело.\n",
    override_usage = "rubrika КОМАНДА [ПАРАМЕТРЫ]"
)]
pub struct Cli {
    #[command(subcommand)]
    pub command: Command,
    #[command(flatten)]
    pub global: Global,
    /// Показать номер версии
    #[arg(long, short = 'V', action = clap::ArgAction::Version)]
    version: Option<bool>,
}

/// Parameters of every command.
#[derive(Args, Clone, Debug)]
pub struct Global {
    /// Папка, в которой лежит content [по умолчанию: текущая]
    #[arg(
        long,
        global = true,
        value_name = "ПАПКА",
        default_value = ".",
        hide_default_value = true
    )]
    pub root: PathBuf,
    /// Считать сегодняшним этот день: 2026-11-22 или 22.11.2026
    #[arg(long, global = true, value_name = "ДЕНЬ")]
    pub date: Option<String>,
    /// Полный адрес раздела вместо base_url из site.yaml
    #[arg(long, global = true, value_name = "АДРЕС")]
    pub base_url: Option<String>,
    /// Тема из папки themes вместо указанной в site.yaml
    #[arg(long, global = true, value_name = "ИМЯ")]
    pub theme: Option<String>,
    /// Считать предупреждения ошибками
    #[arg(long, global = true)]
    pub strict: bool,
    /// Показывать в сообщениях и закрытые имена, а не только идентификаторы
    #[arg(long, global = true)]
    pub show_names: bool,
    /// Когда раскрашивать вывод
    #[arg(
        long,
        global = true,
        value_name = "КОГДА",
        default_value = "auto",
        hide_default_value = true,
        hide_possible_values = true
    )]
    pub color: Colour,
    /// Печатать только ошибки и предупреждения
    #[arg(long, short, global = true)]
    pub quiet: bool,
    /// Показать справку
    #[arg(long, short = 'h', global = true, action = clap::ArgAction::Help)]
    help: Option<bool>,
}

/// When to colour.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Colour {
    /// On a terminal.
    Auto,
    /// Always.
    Always,
    /// Never.
    Never,
}

impl ValueEnum for Colour {
    fn value_variants<'a>() -> &'a [Self] {
        &[Self::Auto, Self::Always, Self::Never]
    }
    fn to_possible_value(&self) -> Option<PossibleValue> {
        Some(PossibleValue::new(match self {
            Self::Auto => "auto",
            Self::Always => "always",
            Self::Never => "never",
        }))
    }
}

/// The commands.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Собрать раздел в папку public
    #[command(help_template = COMMAND_TEMPLATE, override_usage = "rubrika build [ПАРАМЕТРЫ]", next_help_heading = "Параметры")]
    Build {
        /// Куда собрать [по умолчанию: public рядом с content]
        #[arg(long, value_name = "ПАПКА")]
        out: Option<PathBuf>,
        /// Куда дописать адреса, которые пора убрать из поиска: страницы, которых больше нет или на которых закрыли имя
        #[arg(long, value_name = "ФАЙЛ")]
        purge_list: Option<PathBuf>,
        /// Показать, сколько времени заняла каждая ступень
        #[arg(long)]
        timings: bool,
    },
    /// Проверить содержимое, ничего не записывая
    #[command(help_template = COMMAND_TEMPLATE, override_usage = "rubrika check [ПАРАМЕТРЫ]", next_help_heading = "Параметры")]
    Check {
        #[command(flatten)]
        shown: Shown,
        /// Остановиться до сборки страниц: быстрее
        #[arg(long)]
        no_render: bool,
    },
    /// Показать, что опубликовано, что закрыто и почему, что будет дальше
    #[command(help_template = COMMAND_TEMPLATE, override_usage = "rubrika status [ПАРАМЕТРЫ] [ЗАПИСЬ]", next_help_heading = "Параметры")]
    Status {
        /// Одна запись: petrova-av или program/ИМЯ
        #[arg(value_name = "ЗАПИСЬ", help_heading = "Что показать")]
        id: Option<String>,
        /// Вид вывода: text, json
        #[arg(
            long,
            value_name = "ВИД",
            default_value = "text",
            hide_default_value = true,
            hide_possible_values = true
        )]
        format: StatusFormat,
    },
    /// Объяснить правило, условие публикации, поля вида или судьбу одной записи
    #[command(help_template = COMMAND_TEMPLATE, override_usage = "rubrika explain ИМЯ | ВИД | ВИД/ЗАПИСЬ", next_help_heading = "Параметры")]
    Explain {
        /// Правило (unknown-field), условие (embargo), вид (program: все его поля) или запись (program/ИМЯ); без имени – список
        #[arg(value_name = "ИМЯ", help_heading = "Что объяснить")]
        name: Option<String>,
        /// Все правила и условия одной страницей Markdown
        #[arg(long, conflicts_with = "name")]
        markdown: bool,
    },
    /// Показать раздел в браузере и обновлять при каждой правке
    #[command(help_template = COMMAND_TEMPLATE, override_usage = "rubrika serve [ПАРАМЕТРЫ]", next_help_heading = "Параметры")]
    Serve {
        /// Порт; если занят, берётся следующий свободный
        #[arg(
            long,
            value_name = "ПОРТ",
            default_value_t = 4040,
            hide_default_value = true
        )]
        port: u16,
        /// Показать и другим устройствам сети: телефону, коллеге; без адреса – на всех своих
        #[arg(long, value_name = "АДРЕС", num_args = 0..=1, default_missing_value = "0.0.0.0")]
        host: Option<IpAddr>,
        /// Открыть страницу в браузере
        #[arg(long)]
        open: bool,
    },
    /// Начать раздел новой школы: папка content с настройками и главной страницей
    #[command(help_template = COMMAND_TEMPLATE, override_usage = "rubrika init [--name НАЗВАНИЕ]", next_help_heading = "Параметры")]
    Init {
        /// Полное название школы
        #[arg(long, value_name = "НАЗВАНИЕ")]
        name: Option<String>,
    },
    /// Завести новую запись с пояснениями к полям
    #[command(help_template = COMMAND_TEMPLATE, override_usage = "rubrika new ВИД ИМЯ [--title НАЗВАНИЕ]", next_help_heading = "Параметры")]
    New {
        /// Вид: person, program, results, practice, act, method, news, roadmap, monitoring, page
        #[arg(value_name = "ВИД", help_heading = "Что завести")]
        kind: String,
        /// Имя файла латиницей: оно же идентификатор и адрес
        #[arg(value_name = "ИМЯ", help_heading = "Что завести")]
        id: String,
        /// Название; для человека – «Фамилия Имя Отчество»
        #[arg(long, value_name = "НАЗВАНИЕ")]
        title: Option<String>,
    },
    /// Своя тема: проверить шаблоны или начать новую
    #[command(help_template = COMMAND_TEMPLATE, override_usage = "rubrika theme check [ПАРАМЕТРЫ]\n             rubrika theme new ИМЯ", next_help_heading = "Параметры", subcommand_help_heading = "Что сделать", subcommand_value_name = "ДЕЙСТВИЕ")]
    Theme {
        #[command(subcommand)]
        action: ThemeAction,
    },
    /// Записать отзыв согласия: человек потребовал прекратить распространение его данных
    #[command(help_template = COMMAND_TEMPLATE, override_usage = "rubrika withdraw ЧЕЛОВЕК [--date ДЕНЬ] [--dry-run]", next_help_heading = "Параметры",
        after_help = "День, когда получено требование, задаёт --date; без него это сегодня.\n")]
    Withdraw {
        /// Идентификатор человека: имя его файла в content/people
        #[arg(value_name = "ЧЕЛОВЕК", help_heading = "Кто отозвал")]
        person: String,
        /// Показать, что изменится, и ничего не записать
        #[arg(long)]
        dry_run: bool,
    },
    /// Напечатать JSON Schema полей для редактора
    #[command(help_template = COMMAND_TEMPLATE, override_usage = "rubrika schema [ВИД]", next_help_heading = "Параметры")]
    Schema {
        /// Вид записи: site, person, program, results, practice, act, method, news, roadmap, monitoring, page; без него – все
        #[arg(value_name = "ВИД", help_heading = "Что напечатать")]
        kind: Option<String>,
    },
    /// Напечатать подсказки команд для оболочки: bash, zsh, fish, powershell, elvish
    #[command(help_template = COMMAND_TEMPLATE, override_usage = "rubrika completions ОБОЛОЧКА", next_help_heading = "Параметры")]
    Completions {
        /// Оболочка
        #[arg(
            value_name = "ОБОЛОЧКА",
            help_heading = "Что напечатать",
            hide_possible_values = true
        )]
        shell: clap_complete::Shell,
    },
}

/// How complaints are printed.
#[derive(Debug, Args)]
pub struct Shown {
    /// Вид вывода: text, json, sarif, github
    #[arg(
        long,
        value_name = "ВИД",
        default_value = "text",
        hide_default_value = true,
        hide_possible_values = true
    )]
    pub format: Format,
}

/// What to do with a theme.
#[derive(Debug, Subcommand)]
pub enum ThemeAction {
    /// Проверить тему из site.yaml (или --theme ИМЯ): поля, ссылки, каждый шаблон на образцах
    #[command(help_template = COMMAND_TEMPLATE, override_usage = "rubrika theme check [ПАРАМЕТРЫ]", next_help_heading = "Параметры")]
    Check {
        #[command(flatten)]
        shown: Shown,
    },
    /// Начать свою тему: папка themes/ИМЯ с одной страницей и цветами
    #[command(help_template = COMMAND_TEMPLATE, override_usage = "rubrika theme new ИМЯ", next_help_heading = "Параметры")]
    New {
        /// Имя папки латиницей
        #[arg(value_name = "ИМЯ", help_heading = "Что завести")]
        name: String,
    },
}

/// How `status` prints.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum StatusFormat {
    /// For people.
    Text,
    /// For programs.
    Json,
}
