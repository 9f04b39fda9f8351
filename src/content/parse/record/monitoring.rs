use crate::content::parse::field::record;
use crate::content::parse::value::*;
use crate::source::Sp;
use crate::vocab::{Form, Level};

use super::Staff;

record! {
    /// `content/monitoring/2025-2026.yaml`: the monitoring of a school year.
    Monitoring {
        public staff: Option<Sp<Staff>> = "staff" "Численность";
        public young_specialists: Option<Sp<YoungSpecialists>> = "young_specialists" "Молодые специалисты";
        public criteria: Vec<Sp<CriterionValue>> = "criteria" "Значения по критериям";
        public survey: Vec<Sp<Question>> = "survey" "Опрос";
        public participants: Vec<Sp<Participants>> = "participants" "Участники, которых нет в банке";
        public conclusions: Vec<Sp<Prose>> = "conclusions" "Выводы";
        public recommendations: Vec<Sp<Prose>> = "recommendations" "Рекомендации";
        public not_applicable: Option<Sp<TextMap>> = "not_applicable" "Пункты контрольного списка, которые не применимы, и почему";
    }
}

record! {
    /// Who came and who stayed.
    YoungSpecialists {
        public hired: Option<Sp<u32>> = "hired" "Принято";
        public stayed: Option<Sp<u32>> = "stayed" "Остались";
    }
}

record! {
    /// The value of one indicator.
    CriterionValue {
        public criterion: Sp<u32> = "criterion" "Номер критерия, 1–7";
        public indicator: Option<Sp<String>> = "indicator" "Номер или название показателя";
        public level: Option<Sp<Word<Level>>> = "level" "Уровень";
        public method: Option<Sp<String>> = "method" "Способ оценки";
        public scale: Vec<Sp<String>> = "scale" "Своя шкала";
        public reading: Option<Sp<IndicatorValue>> = "value" "Слово шкалы, число или числа по уровням";
        public numerator: Option<Sp<u32>> = "numerator" "Числитель";
        public denominator: Option<Sp<u32>> = "denominator" "Знаменатель";
        public evidence: Vec<Sp<Prose>> = "evidence" "Чем подтверждается";
    }
}

record! {
    /// A question and its answers.
    Question {
        public question: Sp<String> = "question" "Вопрос";
        public answers: Sp<Counts> = "answers" "Ответ и число ответивших";
    }
}

record! {
    /// Counts that are not in the bank.
    Participants {
        public form: Sp<Word<Form>> = "form" "Форма наставничества";
        public mentors: Option<Sp<u32>> = "mentors" "Наставников";
        public mentees: Option<Sp<u32>> = "mentees" "Наставляемых";
    }
}

impl CriterionValue {
    /// The indicator that is meant: by number or by title; the only one if none is named.
    pub fn indicator_of(
        &self,
        criterion: &'static crate::vocab::Criterion,
    ) -> Option<&'static crate::vocab::Indicator> {
        use crate::text::fold::fold;
        match &self.indicator {
            None if criterion.indicators.len() == 1 => criterion.indicators.first(),
            None => None,
            Some(written) => match written.parse::<usize>() {
                Ok(n) => n.checked_sub(1).and_then(|i| criterion.indicators.get(i)),
                Err(_) => criterion
                    .indicators
                    .iter()
                    .find(|i| fold(i.title) == fold(written)),
            },
        }
    }
}
