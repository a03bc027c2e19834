//! Sitemaps. In: the text of a list of addresses or of other lists. Out: [`Address`]es, which are no reports before somebody fetches them.

use quick_xml::Reader;
use quick_xml::events::Event;

use crate::charset;
use crate::problem::Problem;

/// One address of a sitemap.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Address {
    /// The address.
    pub url: String,
    /// When the page was changed last, as written.
    pub modified: Option<String>,
    /// Day or moment of publication, of sitemaps for news, as written.
    pub published: Option<String>,
    /// Title, of sitemaps for news.
    pub title: Option<String>,
    /// Whether it is another sitemap.
    pub sitemap: bool,
}

/// The addresses of a sitemap.
///
/// # Errors
/// Bytes that are no text or no XML.
pub fn addresses(bytes: Vec<u8>, place: &str) -> Result<Vec<Address>, Problem> {
    let text = charset::decode(bytes).map_err(|e| Problem::said(place, &e.to_string()))?.text;
    let mut reader = Reader::from_str(&text);
    reader.config_mut().check_end_names = false;
    let mut out: Vec<Address> = Vec::new();
    let mut value = String::new();
    loop {
        let at = reader.buffer_position();
        let name = |name: quick_xml::name::LocalName<'_>| {
            let name: &str = name.as_ref();
            name.to_lowercase()
        };
        match reader.read_event().map_err(|e| Problem::new(format!("{place}@{at}"), format!("its XML breaks: {e}"), "get it again"))? {
            Event::Start(e) => {
                let name = name(e.local_name());
                if name == "url" || name == "sitemap" {
                    out.push(Address { sitemap: name == "sitemap", ..Address::default() });
                }
                value.clear();
            }
            Event::End(e) => {
                let set = value.trim().to_owned();
                if let Some(last) = out.last_mut().filter(|_| !set.is_empty()) {
                    match name(e.local_name()).as_str() {
                        // pictures of a page have places of their own, after the page's
                        "loc" if last.url.is_empty() => last.url = set,
                        "lastmod" => last.modified = Some(set),
                        "publication_date" => last.published = Some(set),
                        "title" => last.title = Some(set),
                        _ => {}
                    }
                }
                value.clear();
            }
            Event::Text(t) => value.push_str(&t.xml10_content()),
            Event::CData(t) => value.push_str(&t.xml10_content()),
            Event::GeneralRef(r) => value.push_str(&crate::page::fragment_inline(&format!("&{};", &*r))),
            Event::DocType(d) if d.xml10_content().contains("<!ENTITY") => {
                let what = "it declares entities of its own, which can swell without end";
                return Err(Problem::new(format!("{place}@{at}"), what, "leave it out"));
            }
            Event::Eof => break,
            _ => {}
        }
    }
    out.retain(|a| !a.url.is_empty());
    Ok(out)
}
