//! Рисунки, сделанные при сборке: координаты считает программа, вид задаёт тема.

use serde::Serialize;

/// Рисунок и та же таблица словами.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ChartView {
    /// Что показано: подпись рисунка и таблицы.
    pub title: String,
    /// Рисунок.
    pub drawing: DrawingView,
    /// Что значат цвета; у рисунка из одного ряда пусто.
    pub legend: Vec<LegendItem>,
    /// Заголовки столбцов таблицы, первый – над названиями строк.
    pub head: Vec<String>,
    /// Строки таблицы, первая ячейка – название строки; пусто, если те же цифры уже стоят на странице.
    pub rows: Vec<Vec<String>>,
}

/// Рисунок: фигуры в поле `width` × `height`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct DrawingView {
    /// Ширина поля в точках.
    pub width: u32,
    /// Высота поля в точках.
    pub height: u32,
    /// Фигуры в том порядке, в котором их рисуют.
    pub shapes: Vec<ShapeView>,
}

/// Фигура рисунка.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ShapeView {
    /// `bar` прямоугольник · `line` отрезок до точки, отстоящей на `width` и `height` · `dot` кружок диаметром `width` · `text` подпись.
    pub kind: String,
    /// Что это: `grid`, `axis`, `label`, `value` или имя ряда (`one`, `plan`, `fact`, `done`, `mentors`, `mentees`).
    pub class: String,
    /// Слева, в точках.
    pub x: u32,
    /// Сверху, в точках.
    pub y: u32,
    /// Ширина.
    pub width: u32,
    /// Высота.
    pub height: u32,
    /// Слова подписи; у прямоугольника и кружка – что сказать при наведении.
    pub text: Option<String>,
    /// Куда выровнена подпись: `start`, `middle`, `end`.
    pub anchor: Option<String>,
}

/// Строка условных знаков.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct LegendItem {
    /// Имя ряда, как в `ShapeView`.
    pub class: String,
    /// Слова.
    pub label: String,
}

/// Строка столбиковой таблицы: число и его доля от наибольшего.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct BarRow {
    /// Название строки.
    pub label: String,
    /// Число словами: «12», «менее 3».
    pub value: String,
    /// Доля от наибольшего в процентах, 0–100; пусто, если число скрыто.
    pub share: Option<u8>,
}
