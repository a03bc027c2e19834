//! Words of the interface in English and Arabic. In: a label, or a value of the record's codebook. Out: what people read.
//!
//! A value that is not in a table is shown as it is: a newer engine must not make an older face silent.

use clap::ValueEnum;

/// Language of the interface. The words of a report are never translated.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Lang {
    /// English
    En,
    /// Arabic
    Ar,
}

impl Lang {
    /// One of two.
    pub(crate) fn pick(self, en: &'static str, ar: &'static str) -> &'static str {
        match self {
            Self::En => en,
            Self::Ar => ar,
        }
    }

    /// The BCP 47 tag.
    pub(crate) fn tag(self) -> &'static str {
        self.pick("en", "ar")
    }

    /// The direction of the interface.
    pub(crate) fn dir(self) -> &'static str {
        self.pick("ltr", "rtl")
    }
}

macro_rules! labels {
    ($($name:ident $en:literal $ar:literal)*) => {
        /// A label of a row or a heading.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        #[allow(missing_docs)]
        pub(crate) enum Label { $($name),* }

        impl Label {
            /// Every label.
            #[cfg(test)]
            pub(crate) const ALL: &[Label] = &[$(Label::$name),*];

            /// The label's words.
            pub(crate) fn text(self, lang: Lang) -> &'static str {
                match self { $(Label::$name => lang.pick($en, $ar)),* }
            }
        }
    };
}

labels! {
    Statements "Statements" "الأقوال"
    Meetings "Meetings" "اللقاءات"
    Events "Other events" "أحداث أخرى"
    Positions "Positions" "المواقف"
    Frameworks "Frameworks" "الأطر والاتفاقات"
    Actors "Actors" "الأطراف"
    Dates "Dates" "التواريخ"
    Silences "Silences" "ما لم يُقل"
    Notes "Notes" "ملاحظات"
    Furniture "Not of the article" "ما ليس من الخبر"
    Source "source" "المصدر"
    Outlet "outlet" "الوسيلة"
    Author "author" "الكاتب"
    InSection "section" "القسم"
    Url "address" "الرابط"
    Published "published" "النشر"
    Conflict "but also" "تاريخ مخالف"
    Size "size" "الحجم"
    Found "found" "الحصيلة"
    Speaker "speaker" "القائل"
    Via "via" "نقلًا عن"
    To "to" "إلى"
    Said "words" "القول"
    Cue "cue" "الدالّ"
    Occasion "occasion" "المناسبة"
    SaidAt "said on" "يوم القول"
    Denied "denied" "المنفي"
    Claimed "claimed by" "صاحب الادعاء"
    Within "within" "ضمن"
    About "about" "بشأن"
    Who "who" "من"
    Where "where" "أين"
    When "when" "متى"
    Topic "topic" "الموضوع"
    StatusCue "status by" "دليل الحال"
    Same "same as" "هو نفسه"
    Holder "holder" "صاحبه"
    Target "issue" "القضية"
    Condition "if" "بشرط"
    InStatement "said in" "ورد في"
    Name "name" "الاسم"
    Role "role" "الصفة"
    OfWhom "of" "تابع لـ"
    Members "members" "الأعضاء"
    Mentions "mentions" "ذُكر في"
    Date "date" "التاريخ"
    Because "because" "لأن"
    Rule "rule" "القاعدة"
    Matter "matter" "الأمر"
}

/// Which table of the codebook a value is of: "deny" is a class of statement and a stance.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Set {
    Class,
    Form,
    Verbatim,
    Occasion,
    Silence,
    EventType,
    Mode,
    Format,
    Status,
    Part,
    Stance,
    Framework,
    Actor,
    Anonymous,
    Furniture,
    Basis,
    Calendar,
}

type Row = (&'static str, &'static str, &'static str);

impl Set {
    fn rows(self) -> &'static [Row] {
        match self {
            Self::Class => CLASSES,
            Self::Form => &[("direct", "direct", "نقل مباشر"), ("indirect", "indirect", "نقل بالمعنى"), ("mixed", "mixed", "نقل مختلط")],
            Self::Verbatim => &[
                ("yes", "verbatim", "بنصه"),
                ("partly", "partly verbatim", "بعضه بنصه"),
                ("no", "not verbatim", "ليس بنصه"),
                ("uncertain", "perhaps verbatim", "قد يكون بنصه"),
            ],
            Self::Occasion => &[
                ("press-conference", "press conference", "مؤتمر صحفي"),
                ("briefing", "briefing", "إحاطة"),
                ("interview", "interview", "مقابلة"),
                ("speech", "speech", "كلمة"),
                ("document", "document", "وثيقة"),
                ("post", "post", "منشور"),
                ("call", "call", "اتصال"),
                ("meeting", "meeting", "لقاء"),
            ],
            Self::Silence => &[
                ("no-comment", "no comment", "لم يعلّق"),
                ("not-said", "did not say", "لم يقل"),
                ("not-confirmed", "did not confirm", "لم يؤكد"),
                ("not-denied", "did not deny", "لم ينفِ"),
                ("not-ruled-out", "did not rule out", "لم يستبعد"),
            ],
            Self::EventType => EVENT_TYPES,
            Self::Mode => &[
                ("meet", "meeting", "لقاء"),
                ("visit", "visit", "زيارة"),
                ("call", "call", "اتصال"),
                ("phone", "phone call", "اتصال هاتفي"),
                ("talks", "talks", "محادثات"),
                ("mediate", "mediation", "وساطة"),
                ("summit", "summit", "قمة"),
                ("conference", "conference", "مؤتمر"),
                ("host", "reception", "استقبال"),
            ],
            Self::Format => &[
                ("direct", "face to face", "مباشر"),
                ("indirect", "indirect", "غير مباشر"),
                ("disputed", "format disputed", "شكله محل خلاف"),
            ],
            Self::Status => STATUSES,
            Self::Part => &[
                ("party", "party", "طرف"),
                ("host", "host", "مضيف"),
                ("guest", "guest", "ضيف"),
                ("mediator", "mediator", "وسيط"),
                ("sponsor", "sponsor", "راعٍ"),
                ("witness", "witness", "شاهد"),
                ("done-to", "done to", "وقع عليه"),
                ("head-of-delegation", "head of delegation", "رئيس وفد"),
                ("member", "member", "عضو"),
            ],
            Self::Stance => &[
                ("support", "supports", "يؤيد"),
                ("oppose", "opposes", "يعارض"),
                ("demand", "demands", "يطالب بـ"),
                ("offer", "offers", "يعرض"),
                ("deny", "denies", "ينفي"),
            ],
            Self::Framework => &[
                ("communique", "communiqué", "بيان"),
                ("agreement", "agreement", "اتفاق"),
                ("resolution", "resolution", "قرار"),
                ("initiative", "initiative", "مبادرة"),
                ("conference", "conference", "مؤتمر"),
                ("track", "track", "مسار"),
                ("plan", "plan", "خطة"),
            ],
            Self::Actor => &[
                ("person", "person", "شخص"),
                ("organization", "organization", "منظمة"),
                ("state", "state", "دولة"),
                ("group", "group", "جماعة"),
            ],
            Self::Anonymous => &[
                ("titled", "unnamed, by title", "غير مسمّى، بصفته"),
                ("source", "unnamed source", "مصدر غير مسمّى"),
                ("group", "unnamed group", "جماعة غير مسمّاة"),
            ],
            Self::Furniture => &[
                ("caption", "caption", "تعليق صورة"),
                ("credit", "credit", "حقوق"),
                ("share", "sharing", "مشاركة"),
                ("related", "related", "مواد متصلة"),
                ("notice", "notice", "تنويه"),
                ("dateline", "dateline", "مكان الخبر وتاريخه"),
                ("sign-off", "sign-off", "توقيع"),
            ],
            Self::Basis => &[
                ("given", "given", "معطى"),
                ("metadata", "in the page's data", "من بيانات الصفحة"),
                ("stated", "stated in the text", "مذكور في النص"),
                ("inferred", "inferred from the text", "مستنتج من النص"),
                ("unknown", "unknown", "غير معروف"),
            ],
            Self::Calendar => &[("islamic", "Islamic calendar", "تقويم هجري"), ("persian", "Persian calendar", "تقويم فارسي")],
        }
    }

    /// Whether this table has the value.
    pub(crate) fn knows(self, value: &str) -> bool {
        self.rows().iter().any(|row| row.0 == value)
    }

    /// What people read for a value of this table.
    pub(crate) fn text(self, lang: Lang, value: &str) -> String {
        let row = self.rows().iter().find(|row| row.0 == value);
        row.map_or_else(|| value.replace('-', " "), |row| lang.pick(row.1, row.2).to_owned())
    }
}

const CLASSES: &[Row] = &[
    ("state", "said", "قال"),
    ("announce", "announced", "أعلن"),
    ("report", "reported", "أفاد"),
    ("explain", "explained", "أوضح"),
    ("stress", "stressed", "أكد"),
    ("indicate", "indicated", "أشار"),
    ("consider", "took the view", "رأى"),
    ("describe", "described", "وصف"),
    ("call", "called for", "دعا"),
    ("demand", "demanded", "طالب"),
    ("ask", "asked", "سأل"),
    ("propose", "proposed", "اقترح"),
    ("offer", "offered", "عرض"),
    ("promise", "promised", "تعهد"),
    ("support", "supported", "أيد"),
    ("welcome", "welcomed", "رحّب"),
    ("praise", "praised", "أشاد"),
    ("hope", "hoped", "أمِل"),
    ("agree", "agreed", "وافق"),
    ("acknowledge", "acknowledged", "أقرّ"),
    ("reject", "rejected", "رفض"),
    ("criticise", "criticised", "انتقد"),
    ("accuse", "accused", "اتهم"),
    ("deny", "denied", "نفى"),
    ("warn", "warned", "حذّر"),
    ("threaten", "threatened", "هدد"),
    ("worry", "voiced concern", "أعرب عن قلقه"),
];

const EVENT_TYPES: &[Row] = &[
    ("CONSULT", "consultation", "تشاور"),
    ("AGREE", "agreement", "اتفاق"),
    ("SUPPORT", "support", "تأييد"),
    ("COOPERATE", "cooperation", "تعاون"),
    ("AID", "aid", "مساعدة"),
    ("CONCEDE", "concession", "تنازل"),
    ("RETREAT", "withdrawal", "انسحاب"),
    ("SANCTION", "sanction", "عقوبة"),
    ("COERCE", "coercion", "إكراه"),
    ("MOBILIZE", "mobilization", "حشد"),
    ("PROTEST", "protest", "احتجاج"),
    ("ASSAULT", "assault", "هجوم"),
];

const STATUSES: &[Row] = &[
    ("happened", "happened", "وقع"),
    ("ongoing", "ongoing", "جارٍ"),
    ("planned", "planned", "مقرر"),
    ("called-for", "called for", "مدعو إليه"),
    ("conditional", "conditional", "مشروط"),
    ("postponed", "postponed", "مؤجل"),
    ("cancelled", "cancelled", "ملغى"),
    ("denied", "denied", "منفي"),
    ("unknown", "outcome not said", "لم يُذكر مآله"),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn arabic_labels_are_arabic_and_short_enough_for_a_column() {
        for label in Label::ALL {
            assert!(label.text(Lang::En).is_ascii());
            assert!(mahdar_source::charset::arabic_share(label.text(Lang::Ar)) > 0.99);
        }
    }

    #[test]
    fn a_value_means_what_its_table_says() {
        assert_eq!(Set::Class.text(Lang::En, "deny"), "denied");
        assert_eq!(Set::Stance.text(Lang::En, "deny"), "denies");
        assert_eq!(Set::Class.text(Lang::En, "not-yet-known"), "not yet known");
    }
}
