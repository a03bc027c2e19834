//! stub
use crate::morph::Morph;
use crate::span::Span;
use crate::text::Text;
use jiff::civil::Date;
use mahdar_lexicon::Blob;
use std::ops::Range;
/// c
#[derive(Debug, Default)]
pub struct Calendar;
/// g
#[derive(Debug, Clone, Copy)]
pub struct Named(&'static str);
impl Named {
    /// n
    pub fn name(self) -> &'static str {
        self.0
    }
}
/// t
#[derive(Debug, Clone)]
pub struct TimeExpression {
    /// t
    pub tokens: Range<usize>,
    /// t
    pub span: Span,
    /// t
    pub value: Option<String>,
    /// t
    pub granularity: Named,
    /// t
    pub kind: Named,
    /// t
    pub calendar: Named,
    /// t
    pub because: String,
}
impl Calendar {
    /// n
    pub fn new(_: &Blob<'static>) -> Self {
        Self
    }
}
/// a
#[derive(Debug)]
pub struct Anchor {
    /// t
    pub value: String,
    /// t
    pub day: Option<Date>,
    /// t
    pub stated: bool,
    /// t
    pub evidence: Vec<Span>,
    /// t
    pub because: String,
    /// t
    pub conflicts: Vec<(String, Span)>,
}
/// f
pub fn find(_: &Calendar, _: &str, _: &Text, _: &Morph, out: &mut Vec<TimeExpression>) {
    out.clear();
}
/// p
pub fn publication(_: &Calendar, _: &str, _: &Text, _: &Morph, _: &[TimeExpression]) -> Option<Anchor> {
    None
}
/// r
pub fn resolve(_: Option<Date>, _: impl Fn(usize) -> Option<Date>, _: &Text, _: &Morph, _: &mut [TimeExpression]) {}
