//! States: derived from what is written and from today, never written by hand.

/// Статус программы (domain §2.7).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ProgramStatus {
    /// Проект: not approved yet; withheld whole.
    Draft,
    /// Утверждена: approved, not begun; announced.
    Approved,
    /// Реализуется.
    Running,
    /// Продлена: running beyond its first term.
    Extended,
    /// Срок истёк: over, and nobody has said how it ended. Stays under embargo.
    Overdue,
    /// Завершена: the plan is fulfilled.
    Completed,
    /// Завершена досрочно: by the parties or by the curator.
    EndedEarly,
}

impl ProgramStatus {
    /// For CSS classes and machine-readable output.
    pub fn code(self) -> &'static str {
        match self {
            Self::Draft => "draft",
            Self::Approved => "announced",
            Self::Running => "active",
            Self::Extended => "extended",
            Self::Overdue => "overdue",
            Self::Completed => "completed",
            Self::EndedEarly => "ended-early",
        }
    }

    /// The word on the page.
    pub fn label(self) -> &'static str {
        match self {
            Self::Draft => "проект",
            Self::Approved => "утверждена",
            Self::Running => "реализуется",
            Self::Extended => "продлена",
            Self::Overdue => "срок истёк",
            Self::Completed => "завершена",
            Self::EndedEarly => "завершена досрочно",
        }
    }

    /// Whether a completion is in force.
    pub fn is_over(self) -> bool {
        matches!(self, Self::Completed | Self::EndedEarly)
    }

    /// Whether pairs are at work now.
    pub fn is_active(self) -> bool {
        matches!(self, Self::Running | Self::Extended | Self::Overdue)
    }
}

/// Состояние акта (domain §2.7).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ActState {
    /// Действует.
    InForce,
    /// Утратил силу.
    Repealed,
    /// Ещё не вступил в силу.
    NotYet,
}

impl ActState {
    /// For CSS classes and machine-readable output.
    pub fn code(self) -> &'static str {
        match self {
            Self::InForce => "in-force",
            Self::Repealed => "expired",
            Self::NotYet => "upcoming",
        }
    }

    /// The words on the badge.
    pub fn label(self) -> &'static str {
        match self {
            Self::InForce => "действует",
            Self::Repealed => "утратил силу",
            Self::NotYet => "ещё не вступил в силу",
        }
    }
}

/// Состояние строки дорожной карты (domain §2.7).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum RowState {
    /// Не наступил срок.
    Ahead,
    /// В работе.
    InWork,
    /// Выполнено.
    Done,
    /// Выполнено с опозданием.
    DoneLate,
    /// Не выполнено.
    NotDone,
    /// Снято.
    Cancelled,
    /// Нет данных: the term is over and nothing was recorded.
    NoData,
}

impl RowState {
    /// For CSS classes and machine-readable output.
    pub fn code(self) -> &'static str {
        match self {
            Self::Ahead => "upcoming",
            Self::InWork => "active",
            Self::Done => "done",
            Self::DoneLate => "late",
            Self::NotDone => "missed",
            Self::Cancelled => "cancelled",
            Self::NoData => "none",
        }
    }

    /// The words on the page.
    pub fn label(self) -> &'static str {
        match self {
            Self::Ahead => "не наступил срок",
            Self::InWork => "в работе",
            Self::Done => "выполнено",
            Self::DoneLate => "выполнено с опозданием",
            Self::NotDone => "не выполнено",
            Self::Cancelled => "снято",
            Self::NoData => "нет данных",
        }
    }
}
