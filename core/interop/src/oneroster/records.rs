//! Rows about the school itself: organisations, sessions, courses, classes, kinds of work. One row in, its id and one
//! value out.

use super::cells::Cells;
use super::roster::{Category, Class, Course, Org, Session};

pub(super) fn org(cells: &mut Cells<'_>) -> (String, Org) {
    let org = Org {
        sourced_id: cells.needed("sourcedId"),
        status: cells.status(),
        name: cells.needed("name"),
        kind: cells.needed("type"),
        identifier: cells.text("identifier"),
        parent: cells.text("parentSourcedId"),
        metadata: cells.metadata(),
    };
    (org.sourced_id.clone(), org)
}

pub(super) fn session(cells: &mut Cells<'_>) -> (String, Session) {
    let start = cells.needed_date("startDate");
    cells.needed("endDate");
    let session = Session {
        sourced_id: cells.needed("sourcedId"),
        status: cells.status(),
        title: cells.needed("title"),
        kind: cells.needed("type"),
        start: start.unwrap_or_default(),
        end: cells.end("endDate", start, "startDate").unwrap_or_default(),
        parent: cells.text("parentSourcedId"),
        school_year: cells.text("schoolYear"),
        metadata: cells.metadata(),
    };
    (session.sourced_id.clone(), session)
}

pub(super) fn course(cells: &mut Cells<'_>) -> (String, Course) {
    let course = Course {
        sourced_id: cells.needed("sourcedId"),
        status: cells.status(),
        title: cells.needed("title"),
        code: cells.text("courseCode"),
        org: cells.needed("orgSourcedId"),
        school_year: cells.text("schoolYearSourcedId"),
        grades: cells.list("grades"),
        subjects: cells.list("subjects"),
        metadata: cells.metadata(),
    };
    (course.sourced_id.clone(), course)
}

pub(super) fn class(cells: &mut Cells<'_>) -> (String, Class) {
    let class = Class {
        sourced_id: cells.needed("sourcedId"),
        status: cells.status(),
        title: cells.needed("title"),
        code: cells.text("classCode"),
        kind: cells.text("classType"),
        course: cells.needed("courseSourcedId"),
        school: cells.needed("schoolSourcedId"),
        terms: cells.list("termSourcedIds"),
        location: cells.text("location"),
        grades: cells.list("grades"),
        subjects: cells.list("subjects"),
        periods: cells.list("periods"),
        metadata: cells.metadata(),
    };
    (class.sourced_id.clone(), class)
}

pub(super) fn category(cells: &mut Cells<'_>) -> (String, Category) {
    let category = Category {
        sourced_id: cells.needed("sourcedId"),
        status: cells.status(),
        title: cells.needed("title"),
        purpose: cells.purpose(),
        metadata: cells.metadata(),
    };
    (category.sourced_id.clone(), category)
}
