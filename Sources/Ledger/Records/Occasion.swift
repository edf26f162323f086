import Certification

/// When something was done, and by whom.
package struct Occasion: Sendable, Hashable {
    package let at: Moment
    /// The person's role and account, or the part of the program: `officer thu`, `clerk (uid 1002)`, `delivery`.
    package let actor: String

    package init(at: Moment, actor: String) {
        self.at = at
        self.actor = actor
    }
}
