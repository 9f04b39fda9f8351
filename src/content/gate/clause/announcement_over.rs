clause!(
    "announcement-over",
    "Срок показа кончился",
    "В записи указан последний день показа (expires), и он прошёл.",
    "если запись ещё нужна, уберите или сдвиньте expires",
    FORMAT "content/news"
);
