//! One struct a template: what the theme may say.
