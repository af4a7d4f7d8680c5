//! Rows about people: users, their roles, their enrollments. One row in, one value out.

use crate::names::{FAMILY_FIRST, GIVEN_FIRST, NameOrder, PersonName};

use super::cells::Cells;
use super::fault::Rule;
use super::roster::{Enrollment, RoleGrant, Status, User};
use super::{DISPLAY_NAME_COLUMN, NAME_ORDER_COLUMN};

pub(super) fn user(cells: &mut Cells<'_>) -> User {
    let name = PersonName {
        given: cells.text("givenName"),
        family: cells.text("familyName"),
        middle: cells.text("middleName"),
        preferred_given: cells.text("preferredGivenName"),
        preferred_middle: cells.text("preferredMiddleName"),
        preferred_family: cells.text("preferredFamilyName"),
        order: name_order(cells),
        whole: cells.text(DISPLAY_NAME_COLUMN),
    };
    if name.called().is_empty() {
        cells.broken("givenName", Rule::Named, None);
    }
    if cells.text("enabledUser").is_none() {
        cells.broken("enabledUser", Rule::Filled, None);
    }
    User {
        sourced_id: cells.needed("sourcedId"),
        status: cells.status(),
        enabled: cells.flag("enabledUser").unwrap_or_default(),
        name,
        username: cells.text("username"),
        email: cells.text("email"),
        identifier: cells.text("identifier"),
        grades: cells.list("grades"),
        primary_org: cells.text("primaryOrgSourcedId"),
        photos: cells.photos(),
        metadata: cells.metadata(),
    }
}

fn name_order(cells: &mut Cells<'_>) -> NameOrder {
    match cells.text(NAME_ORDER_COLUMN).as_deref() {
        None => NameOrder::ByScript,
        Some(FAMILY_FIRST) => NameOrder::FamilyFirst,
        Some(GIVEN_FIRST) => NameOrder::GivenFirst,
        Some(other) => {
            cells.broken(NAME_ORDER_COLUMN, Rule::OneOf(&[GIVEN_FIRST, FAMILY_FIRST]), Some(other));
            NameOrder::ByScript
        }
    }
}

/// 1.1 keeps one role and several organisations in the user's own row: the first organisation's is the primary one.
pub(super) fn roles_in_user_row(cells: &mut Cells<'_>) -> Vec<RoleGrant> {
    let (user, status, role) =
        (cells.text("sourcedId").unwrap_or_default(), status_again(cells), cells.role());
    let grant = |org: Option<String>, primary| RoleGrant {
        status,
        user: user.clone(),
        role,
        org,
        primary,
        begin: None,
        end: None,
    };
    let orgs = cells.list("orgSourcedIds");
    if orgs.is_empty() {
        return vec![grant(None, true)];
    }
    orgs.into_iter().enumerate().map(|(index, org)| grant(Some(org), index == 0)).collect()
}

/// The status of a row that was checked before, without saying its fault twice.
fn status_again(cells: &mut Cells<'_>) -> Status {
    let before = cells.faults.len();
    let status = cells.status();
    cells.faults.truncate(before);
    status
}

pub(super) fn role_grant(cells: &mut Cells<'_>) -> RoleGrant {
    cells.needed("sourcedId");
    let begin = cells.date("beginDate");
    RoleGrant {
        status: cells.status(),
        user: cells.needed("userSourcedId"),
        role: cells.role(),
        org: cells.text("orgSourcedId"),
        primary: cells.text("roleType").is_none_or(|kind| kind.eq_ignore_ascii_case("primary")),
        begin,
        end: cells.end("endDate", begin, "beginDate"),
    }
}

pub(super) fn enrollment(cells: &mut Cells<'_>) -> Enrollment {
    let begin = cells.date("beginDate");
    Enrollment {
        sourced_id: cells.needed("sourcedId"),
        status: cells.status(),
        class: cells.needed("classSourcedId"),
        school: cells.text("schoolSourcedId"),
        user: cells.needed("userSourcedId"),
        role: cells.role(),
        primary: cells.flag("primary").unwrap_or_default(),
        begin,
        end: cells.end("endDate", begin, "beginDate"),
        metadata: cells.metadata(),
    }
}
