//! `rubrika init` and `rubrika new`: beginnings.

use crate::diag::Error;
use crate::pipeline::Options;
use crate::scaffold;
use crate::text::suggest;
use crate::vocab::Kind;

use super::{FINE, Terminal};

pub fn init(terminal: &Terminal, options: &Options, name: Option<&str>) -> Result<i32, Error> {
    let made = scaffold::init(&options.root, name.unwrap_or("Название школы"))?;
    for path in made {
        terminal.answer(&format!("{}\n", path.display()));
    }
    terminal.remark("Готово. Дальше: впишите школу в content/site.yaml и посмотрите, что получается: rubrika serve --open\n");
    Ok(FINE)
}

pub fn new(
    terminal: &Terminal,
    options: &Options,
    kind: &str,
    id: &str,
    title: Option<&str>,
) -> Result<i32, Error> {
    let Some(kind) = Kind::parse(kind) else {
        let known = Kind::ALL.iter().map(|k| k.code());
        let error = Error::new(format!("нет вида «{kind}»"));
        return Err(match suggest::nearest(kind, known) {
            Some(near) => error.help(format!("возможно, имелось в виду «{near}»")),
            None => error.help("виды: person, program, results, practice, act, method, news, roadmap, monitoring, page"),
        });
    };
    let path = scaffold::new(&options.root, kind, id, title, options.today(None))?;
    terminal.answer(&format!("{}\n", path.display()));
    terminal.remark("Заполните поля; чего не хватает, подскажет rubrika check.\n");
    Ok(FINE)
}
