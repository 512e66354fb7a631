//! `V0739` and on: what is told of answers when they are put in order.

codes! {
    /// occasions in the order of their names
    ///
    /// Occasions that have no day and are no numbers stand in the order of their names: numbers within them count as
    /// numbers (`week_4` is before `week_12`), and where words differ, the letters decide. Those know nothing of time:
    /// `exit` comes before `intake`. This is a note, which says the order that was taken. It takes several occasions of
    /// a case, so there is no sample here.
    ///
    /// Look whether the order is right. If it is not, add a column `date`, or say the occasions by numbers: 1, 2, 3.
    V0739 OCCASIONS_BY_NAME Note;
}
