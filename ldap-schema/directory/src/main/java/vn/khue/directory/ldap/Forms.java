package vn.khue.directory.ldap;

/** One form for each record, over one tree. Immutable. */
record Forms(
        PersonForm person,
        UnitForm unit,
        UnitEdgeForm unitEdge,
        UnitSuccessionForm unitSuccession,
        ReorganisationForm reorganisation,
        AppointmentForm appointment,
        ClassGroupForm classGroup,
        EnrolmentForm enrolment,
        GuardianshipForm guardianship,
        RetiredNameForm retiredName) {

    Forms(Tree tree) {
        this(
                new PersonForm(tree),
                new UnitForm(tree),
                new UnitEdgeForm(tree),
                new UnitSuccessionForm(tree),
                new ReorganisationForm(tree),
                new AppointmentForm(tree),
                new ClassGroupForm(tree),
                new EnrolmentForm(tree),
                new GuardianshipForm(tree),
                new RetiredNameForm(tree));
    }
}
