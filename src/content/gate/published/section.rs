use jiff::civil::Date;

use super::*;
use crate::text::colour::Colour;
use crate::vocab::{NameStyle, OrganizationLevel, Part};

published! {
    /// The whole section: everything that may go out, and nothing else.
    Published {
        /// The day it was judged by.
        today: Date,
        /// Settings.
        site: PublishedSite,
        /// People whose name is public, by id.
        people: Vec<PublishedPerson>,
        /// The bank.
        bank: PublishedBank,
        /// Programmes, by id.
        programs: Vec<PublishedProgram>,
        /// Practices, by id.
        practices: Vec<PublishedPractice>,
        /// Acts, by id.
        acts: Vec<PublishedAct>,
        /// Methodical materials, by id.
        methods: Vec<PublishedMethod>,
        /// News, by id.
        news: Vec<PublishedNews>,
        /// Road maps, by id.
        roadmaps: Vec<PublishedRoadmap>,
        /// Monitoring, by id.
        monitoring: Vec<PublishedMonitoring>,
        /// Pages, by id.
        pages: Vec<PublishedPage>,
        /// Conditions and prohibitions that people set (152-ФЗ ст. 10.1 ч. 10): name and text.
        conditions: Vec<(DisplayName, String)>,
        /// When the text of an entry was last changed, by kind and id: where that is known and says nothing else.
        updated: PublishedDays,
    }
}

published! {
    /// Settings of the section.
    PublishedSite {
        /// Title.
        title: String,
        /// Description.
        description: Option<String>,
        /// Address, with a slash at the end.
        base_url: Option<String>,
        /// Language.
        language: String,
        /// Time zone.
        timezone: String,
        /// Theme.
        theme: Option<String>,
        /// The school's colour.
        accent: Option<Colour>,
        /// The school's sign.
        logo: Option<PublishedPicture>,
        /// Full name of the organisation.
        organization: String,
        /// Short name.
        short_name: String,
        /// Level.
        level: OrganizationLevel,
        /// Address.
        address: Option<String>,
        /// Phone.
        phone: Option<String>,
        /// E-mail.
        email: Option<String>,
        /// Main site.
        main_site: Option<String>,
        /// Founder.
        founder: Option<String>,
        /// The head: id and words.
        director: Option<(Option<String>, String)>,
        /// The curator: id and words.
        curator: Option<(Option<String>, String)>,
        /// The council: id and words.
        council: Vec<(Option<String>, String)>,
        /// How names are shown.
        names: NameStyle,
        /// Parts of the menu with their own titles.
        menu: Vec<(Part, Option<String>)>,
        /// The way back to the school's site: title and address.
        home: Option<(String, String)>,
        /// Links: title and address.
        links: Vec<(String, String)>,
        /// Groups smaller than this are not named.
        k: u32,
    }
}

published! {
    /// A page.
    PublishedPage {
        /// The id.
        id: String,
        /// The address instead of the id.
        slug: Option<String>,
        /// Title.
        title: Option<String>,
        /// Lies in the root of the content: index, incentives, contacts …
        root: bool,
        /// Place in the menu.
        menu: Option<u32>,
        /// Description.
        description: Option<String>,
        /// Files.
        files: Vec<PublishedFile>,
        /// Text.
        body: PublishedBody,
    }
}
