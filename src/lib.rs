//! `rubrika`: a static-site generator for the «Наставничество» section of a school's site.
//!
//! It is a compiler: text goes in, a section comes out, and **nothing that may not be published can reach the code that
//! publishes**. This page is the plan of the house; read it, then [`pipeline`], then go where you need.
//!
//! # Two halves and one door
//!
//! ```text
//!  main ── cli                     the only room that prints and exits; the clock is asked here, once
//!           │
//!    serve   withdraw   scaffold   preview server · a demand to stop, recorded · what is written for the school
//!           │
//!        pipeline                  the whole trip on one page; Session remembers what was parsed and rendered
//!           │
//!    ┌──────┴────────────┐
//!    │  site    (public) │         routes → plan (views) → render → (guard) → Bundle → write
//!    └──────┬────────────┘
//!       Published                  the only thing that passes the door
//!    ┌──────┴────────────┐
//!    │ content (private) │         load → parse → catalog → check → gate; the guard
//!    └──────┬────────────┘
//!   vocab · source · diag · text   words of the domain, places in files, complaints, Russian
//!            attachment            what can be read inside PDF, office files, archives, photos; photos cleaned
//! ```
//!
//! Everything under `content/` except its door (`content/mod.rs`) is a private module, so `site` cannot name an
//! unpublished type, forge a published one or look inside one. `tests/suite/tidy.rs` keeps the list of what the door
//! lets out.
//!
//! # The phases
//!
//! | phase | in → out | trouble |
//! |---|---|---|
//! | load | folder → `Sources` | [`Error`], diagnostics |
//! | parse | file → `Document`: a record with places, the outline of its body | diagnostics |
//! | catalog | documents → `Catalog`: a typed table a kind, references resolved | diagnostics |
//! | check | is it *right*? One rule, one small file, one list `RULES` | diagnostics |
//! | seal | no errors → `Sound`, the only thing that the gate opens to | type |
//! | gate | may it go out *today*? Decide for the whole graph, deny by default, then project | ledger, diagnostics |
//! | routes, plan | every published thing → one address; one view struct a template; pages made one by one when render asks | diagnostics |
//! | compare | of the same inputs comes the same: if the output still stands, the next two phases are spared | – |
//! | render | plan and theme → `Bundle` (path → file), in parallel; a view is gone as soon as its page is there | diagnostics |
//! | guard | every byte read once more, of pages while others are made: names, closed results, contacts | diagnostics |
//! | write | `Bundle` → disk: two generations, exchanged in one step | [`Error`] |
//!
//! A large section does not fit into memory beside what it is made of. So a file that the guard has read and found nothing
//! in leaves memory at once ([`pipeline`]'s press): `build` puts it beside both generations, `check` forgets it, `serve`
//! keeps it ([`site::output::Shelf`]). If a later page is refused, what was put is removed, and no generation has been
//! touched ([`site::write`]).
//!
//! A [`diag::Diagnostic`] is the author's problem: it has a place, a rule, a sentence and a way out, and never stops a
//! phase. An [`Error`] is the machine's problem: it stops at once. A panic is ours.
//!
//! # After an edit
//!
//! `serve` keeps a [`pipeline::Session`] and tells it which files have been touched: as long as they are texts that were
//! there before, nothing else of the disk is looked at ([`source::disk::Touched`]). When it has been quiet for a second,
//! everything is looked at once more, because a watcher can miss something.
//!
//! Most edits change nothing but what a text says: the record, the headings, where the links lead and whether there is a
//! text at all stay. `content/load.rs` tells such an edit from all others, and every phase does for it only what follows
//! from texts: the rules that say that they read texts are asked about this one, the gate projects its entry, the plan
//! makes the pages that have read it ([`site::plan`]; neither a text nor its day can be read without that being noted),
//! the search index is changed in its place, the guard reads what is new. Anything else – another record, file,
//! attachment, history, theme – and any doubt leads back to the whole trip. What a session that has seen everything has
//! come to after any edits is what a fresh one comes to at once (`tests/suite/session.rs`).
//!
//! # What is absent, on purpose
//!
//! - `site` never sees a `Catalog`, a consent or a place in a file. A published thing is a projection: fewer, private
//!   fields, no `Deserialize`, no `Default`, no map of extras.
//! - There is no `status` field of a programme: it follows from what is written and from today.
//! - There is no side exit: feeds, calendar, sitemap and exports are pages of the same plan.
//! - No globals, no current directory, no clock inside: one root and one `today` are passed down. When a text was last
//!   changed, git is asked (`source/git.rs`), and the gate decides whether that may be told (`content/gate/day.rs`).
//!   (`source/disk.rs` asks when its reading begins, only to know whether the disk's own times can be believed.)
//! - No field without a visibility: records are declared by a macro that does not parse without one
//!   (`content/parse/field.rs`), and decoder, schema, suggestions and the canary test come from that declaration.
//!
//! Which rooms may touch the disk, the clock and the terminal is guarded by `clippy.toml`.
//!
//! # Reading order
//!
//! [`pipeline`] → `content/mod.rs` (the door) → `content/parse/field.rs` and one record → one rule → `content/gate/decide.rs`
//! and one clause → `content/gate/desk.rs` → [`site::plan`] and one view → `content/guard/mod.rs` → [`site::write`].

pub mod attachment;
pub mod cli;
mod content;
pub mod diag;
pub mod pipeline;
#[allow(clippy::disallowed_methods)] // writes new content; into old only single lines
pub mod scaffold;
pub mod serve;
pub mod site;
pub mod source;
pub mod text;
pub mod vocab;
pub mod withdraw;
pub use diag::Error;
