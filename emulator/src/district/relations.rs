//! What belongs to what: ascending lists of indexes, each relation with its reverse.

use std::collections::BTreeSet;

use super::{COURSES, District, PERIODS, RESOURCES, TERMS, organisation::is_for_students};
use crate::{id::Kind, persona::Role};

/// Teachers of every eighth rank give the same course in the same period.
const COURSE_CYCLE: u32 = COURSES / PERIODS;
/// Of this many consecutive sections, as many as there are resources use one each.
const RESOURCE_CYCLE: u32 = 48;

fn ascending(found: impl IntoIterator<Item = u32>) -> Vec<u32> {
    found.into_iter().collect::<BTreeSet<u32>>().into_iter().collect()
}

impl District {
    fn users(&self, role: Role, ranks: impl IntoIterator<Item = u32>) -> Vec<u32> {
        ranks.into_iter().filter_map(|rank| self.nth_of_role(role, rank)).collect()
    }

    /// The user's rank in a role they have.
    pub(super) fn rank(&self, user: u32, role: Role) -> Option<u32> {
        self.has_role(user, role).then(|| self.roster.rank(role, user))
    }

    // ---- schools

    /// A student's schools, the primary one first.
    pub(super) fn student_school_list(&self, student: u32) -> Vec<u32> {
        let primary = self.student_schools.group_of(student).unwrap_or(0);
        self.with_second(primary, student % 37 == 5)
    }

    pub(super) fn teacher_school_list(&self, teacher: u32) -> Vec<u32> {
        let primary = self.teacher_schools.group_of(teacher).unwrap_or(0);
        self.with_second(primary, teacher % 13 == 7)
    }

    /// A staff member's schools: none for the few who work at the district's office.
    pub(super) fn staff_school_list(&self, staff: u32) -> Vec<u32> {
        let office = staff % 9 == 8;
        self.staff_schools.group_of(staff).filter(|_| !office).into_iter().collect()
    }

    fn with_second(&self, primary: u32, second: bool) -> Vec<u32> {
        let next = primary + 1;
        if second && next < self.schools { vec![primary, next] } else { vec![primary] }
    }

    pub(crate) fn user_schools(&self, user: u32, primary: bool) -> Vec<u32> {
        let mut found = Vec::new();
        for (role, list) in [
            (Role::Student, Self::student_school_list as fn(&Self, u32) -> Vec<u32>),
            (Role::Teacher, Self::teacher_school_list),
            (Role::Staff, Self::staff_school_list),
        ] {
            let schools = self.rank(user, role).map(|rank| list(self, rank)).unwrap_or_default();
            found.extend(schools.into_iter().take(if primary { 1 } else { usize::MAX }));
        }
        ascending(found)
    }

    pub(crate) fn school_users(&self, school: u32, role: Option<Role>, primary: bool) -> Vec<u32> {
        let wanted = |this| role.is_none_or(|role| role == this);
        // Those of the school before may have this one as their second.
        let from = if primary { school } else { school.saturating_sub(1) };
        let mut found = Vec::new();
        for near in from..=school {
            if wanted(Role::Student) {
                found.extend(self.users(Role::Student, self.student_schools.range(near)));
            }
            if wanted(Role::Teacher) {
                found.extend(self.users(Role::Teacher, self.teacher_schools.range(near)));
            }
            if wanted(Role::Staff) && near == school {
                found.extend(self.users(Role::Staff, self.staff_schools.range(near)));
            }
        }
        found.retain(|user| self.is_at(*user, school, role, primary));
        ascending(found)
    }

    fn is_at(&self, user: u32, school: u32, role: Option<Role>, primary: bool) -> bool {
        let take = if primary { 1 } else { usize::MAX };
        let at = |this: Role, list: fn(&Self, u32) -> Vec<u32>| {
            role.is_none_or(|role| role == this)
                && self
                    .rank(user, this)
                    .is_some_and(|rank| list(self, rank).into_iter().take(take).any(|one| one == school))
        };
        at(Role::Student, Self::student_school_list)
            || at(Role::Teacher, Self::teacher_school_list)
            || at(Role::Staff, Self::staff_school_list)
    }

    pub(crate) fn sections_of_school(&self, school: u32) -> Vec<u32> {
        self.school_sections(school).collect()
    }

    pub(crate) fn school_of_section(&self, section: u32) -> u32 {
        self.section_school(section)
    }

    // ---- sections

    pub(crate) fn user_sections(&self, user: u32) -> Vec<u32> {
        let taught = self.rank(user, Role::Teacher).map(|rank| self.teacher_sections(rank)).unwrap_or_default();
        let attended = self.rank(user, Role::Student).map(|rank| self.student_sections(rank)).unwrap_or_default();
        ascending(taught.into_iter().chain(attended))
    }

    pub(crate) fn section_users(&self, section: u32, role: Option<Role>) -> Vec<u32> {
        let students = self.users(Role::Student, self.section_students(section));
        let teachers = self.users(Role::Teacher, self.section_teachers(section));
        match role {
            Some(Role::Student) => students,
            Some(Role::Teacher) => teachers,
            Some(_) => Vec::new(),
            None => ascending(students.into_iter().chain(teachers)),
        }
    }

    /// The user who leads a section.
    pub(crate) fn lead(&self, section: u32) -> Option<u32> {
        self.section_lead(section).and_then(|rank| self.nth_of_role(Role::Teacher, rank))
    }

    // ---- people

    /// The students of a teacher's sections, or of a contact.
    pub(crate) fn user_students(&self, user: u32) -> Vec<u32> {
        let taught = self.rank(user, Role::Teacher).map(|rank| self.teacher_sections(rank)).unwrap_or_default();
        let students = taught.into_iter().flat_map(|section| self.section_students(section));
        let related = self.rank(user, Role::Contact).map(|rank| self.contact_students(rank)).unwrap_or_default();
        self.users(Role::Student, ascending(students.chain(related)))
    }

    /// The students whose contact someone is.
    pub(crate) fn contact_family(&self, user: u32) -> Vec<u32> {
        let related = self.rank(user, Role::Contact).map(|rank| self.contact_students(rank)).unwrap_or_default();
        self.users(Role::Student, related)
    }

    pub(crate) fn user_teachers(&self, user: u32) -> Vec<u32> {
        let sections = self.rank(user, Role::Student).map(|rank| self.student_sections(rank)).unwrap_or_default();
        let teachers = sections.into_iter().flat_map(|section| self.section_teachers(section));
        self.users(Role::Teacher, ascending(teachers))
    }

    pub(crate) fn user_contacts(&self, user: u32) -> Vec<u32> {
        let contacts = self.rank(user, Role::Student).map(|rank| self.student_contacts(rank)).unwrap_or_default();
        self.users(Role::Contact, contacts)
    }

    /// A contact's own family, and the first child of the next: that family's other household.
    pub(super) fn contact_students(&self, contact: u32) -> Vec<u32> {
        let next = self.families.range(contact + 1);
        self.families.range(contact).chain(next.take(1)).collect()
    }

    pub(super) fn student_contacts(&self, student: u32) -> Vec<u32> {
        let Some(family) = self.families.group_of(student) else { return Vec::new() };
        let other = (self.families.range(family).start == student && family > 0).then(|| family - 1);
        other.into_iter().chain([family]).filter(|contact| *contact < self.families.groups()).collect()
    }

    // ---- courses, terms, resources

    pub(crate) fn section_course(&self, section: u32) -> u32 {
        (section / PERIODS) % COURSE_CYCLE * PERIODS + section % PERIODS
    }

    pub(crate) fn course_sections(&self, course: u32) -> Vec<u32> {
        let teachers = (course / PERIODS..self.role_count(Role::Teacher)).step_by(COURSE_CYCLE as usize);
        teachers.map(|teacher| teacher * PERIODS + course % PERIODS).collect()
    }

    pub(crate) fn course_schools(&self, course: u32) -> Vec<u32> {
        ascending(self.course_sections(course).into_iter().map(|section| self.section_school(section)))
    }

    pub(crate) fn school_courses(&self, school: u32) -> Vec<u32> {
        ascending(self.school_sections(school).map(|section| self.section_course(section)))
    }

    /// A few sections belong to no term.
    pub(crate) fn section_term(&self, section: u32) -> Option<u32> {
        (section % 29 != 28).then_some(section % TERMS)
    }

    pub(crate) fn term_sections(&self, term: u32) -> Vec<u32> {
        let sections = (term..self.count(Kind::Section)).step_by(TERMS as usize);
        sections.filter(|section| self.section_term(*section).is_some()).collect()
    }

    pub(crate) fn term_schools(&self, term: u32) -> Vec<u32> {
        ascending(self.term_sections(term).into_iter().map(|section| self.section_school(section)))
    }

    pub(crate) fn school_terms(&self, school: u32) -> Vec<u32> {
        ascending(self.school_sections(school).filter_map(|section| self.section_term(section)))
    }

    pub(crate) fn section_resources(&self, section: u32) -> Vec<u32> {
        Some(section % RESOURCE_CYCLE).filter(|resource| *resource < RESOURCES).into_iter().collect()
    }

    pub(crate) fn resource_sections(&self, resource: u32) -> Vec<u32> {
        (resource..self.count(Kind::Section)).step_by(RESOURCE_CYCLE as usize).collect()
    }

    pub(crate) fn course_resources(&self, course: u32) -> Vec<u32> {
        vec![course % RESOURCES]
    }

    pub(crate) fn resource_courses(&self, resource: u32) -> Vec<u32> {
        (resource..COURSES).step_by(RESOURCES as usize).collect()
    }

    /// Teachers have the resource of their rank; so have students where it is for students.
    pub(crate) fn user_resources(&self, user: u32) -> Vec<u32> {
        let teachers = self.rank(user, Role::Teacher).map(|rank| rank % RESOURCES);
        let students = self.rank(user, Role::Student).map(|rank| rank % RESOURCES);
        ascending(teachers.into_iter().chain(students.filter(|resource| is_for_students(*resource))))
    }

    pub(crate) fn resource_users(&self, resource: u32, role: Option<Role>) -> Vec<u32> {
        let every = |role: Role| {
            let ranks = (resource..self.role_count(role)).step_by(RESOURCES as usize);
            self.users(role, ranks)
        };
        let teachers = if role.is_none_or(|role| role == Role::Teacher) { every(Role::Teacher) } else { Vec::new() };
        let asked = role.is_none_or(|role| role == Role::Student);
        let students = if asked && is_for_students(resource) { every(Role::Student) } else { Vec::new() };
        ascending(teachers.into_iter().chain(students))
    }
}
