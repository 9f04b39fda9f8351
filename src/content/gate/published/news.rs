use jiff::civil::{Date, Time};

use super::{PublishedBody, PublishedFile, PublishedPicture, published};

published! {
    /// A news item or an announcement.
    PublishedNews {
        /// The id.
        id: String,
        /// The address instead of the id.
        slug: Option<String>,
        /// Headline.
        title: String,
        /// Date.
        date: Date,
        /// The event.
        event: Option<PublishedEvent>,
        /// The last day of showing.
        expires: Option<Date>,
        /// People: id if they have a name, words otherwise.
        people: Vec<(Option<String>, String)>,
        /// Programmes.
        about: Vec<String>,
        /// Tags.
        tags: Vec<String>,
        /// A sentence or two.
        description: Option<String>,
        /// The main picture.
        image: Option<PublishedPicture>,
        /// Pictures.
        gallery: Vec<PublishedPicture>,
        /// Files.
        files: Vec<PublishedFile>,
        /// Text.
        body: PublishedBody,
    }
}

published! {
    /// An event, in the section's time zone.
    PublishedEvent {
        /// First day and time.
        starts: (Date, Option<Time>),
        /// Last day and time.
        ends: Option<(Date, Option<Time>)>,
        /// Where.
        place: Option<String>,
        /// Link.
        link: Option<String>,
    }
}

impl PublishedEvent {
    /// The last day of the event.
    pub fn last_day(&self) -> Date {
        self.ends.map_or(self.starts.0, |e| e.0)
    }
}
