use super::prelude::*;
use crate::vocab::ConsentKind;

rule!(
    "consent-elsewhere",
    Warning,
    "Согласие дано для другого адреса",
    "Согласие на распространение называет ресурс: протокол, сервер, домен, папку. Если раздел переехал, прежнее согласие на новый адрес не распространяется.",
    CONSENT_FORM; OURS "адреса страниц постоянны, потому что согласие называет адрес"
);

fn check(cx: &Cx<'_>, out: &mut Vec<Diagnostic>) {
    let Some(base) = &cx.catalog.site.base_url else {
        return;
    };
    for person in cx.catalog.people.iter() {
        for c in person
            .consents
            .iter()
            .filter(|c| c.kind.value.0 == ConsentKind::Dissemination)
            .filter(|c| !c.doubtful(&["kind", "until", "withdrawn"]))
            // What has ended opens nothing, wherever it was given for.
            .filter(|c| c.withdrawn.is_none())
            .filter(|c| c.until.as_ref().is_none_or(|u| u.value.0 >= cx.today))
        {
            if let Some(resource) = &c.resource
                && !under(&base.value.0, &resource.value.0)
            {
                out.push(
                    RULE.at(
                        person.file,
                        resource.span,
                        format!(
                            "раздел стоит по адресу {}, а согласие дано для другого",
                            base.value.0
                        ),
                    )
                    .related(cx.catalog.site.file, base.span, "адрес раздела")
                    .help("подпишите согласие с новым адресом или исправьте опечатку"),
                );
            }
        }
    }
}

/// Whether `base` lies at or below `resource`; the scheme and a trailing slash do not matter.
fn under(base: &str, resource: &str) -> bool {
    let clean = |u: &str| {
        let bare = u
            .trim_start_matches("https://")
            .trim_start_matches("http://")
            .trim_end_matches('/')
            .to_lowercase();
        bare + "/"
    };
    clean(base).starts_with(&clean(resource))
}
