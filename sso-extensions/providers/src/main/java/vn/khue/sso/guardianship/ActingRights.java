package vn.khue.sso.guardianship;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;
import vn.khue.directory.PersonStatus;
import vn.khue.sso.age.AgeBand;

/**
 * Who may act for whom, and in what; what is not said here is refused. A guardian, for a child who is certainly not of age, in what the
 * guardianship leaves today after its days and the courts' limits, in an app that takes it and that is for such a child or its parents. At the age of own consent the account and
 * consent are the youth's alone (roles: "children under 16"). Stateless.
 */
final class ActingRights {
    ActingOutcome decide(ActingRequest request) {
        if (request.guardian().person().status() != PersonStatus.ACTIVE) {
            return new ActingOutcome.Refused(ActingRefusal.GUARDIAN_NOT_ACTIVE);
        }
        if (request.child().person().status() != PersonStatus.ACTIVE) {
            return new ActingOutcome.Refused(ActingRefusal.CHILD_NOT_ACTIVE);
        }
        Set<ActingScope> granted = granted(request);
        if (granted.isEmpty()) {
            return new ActingOutcome.Refused(ActingRefusal.NO_GUARDIANSHIP);
        }
        if (!request.minor() || request.band() == AgeBand.ADULT) {
            return new ActingOutcome.Refused(ActingRefusal.CHILD_OF_AGE);
        }
        if (request.accepted().isEmpty()) {
            return new ActingOutcome.Refused(ActingRefusal.APP_TAKES_NO_GUARDIANS);
        }
        if (!request.appForChild()) {
            return new ActingOutcome.Refused(ActingRefusal.APP_NOT_FOR_CHILD);
        }
        granted.removeIf(
                scope -> !ofAge(scope, request.band()) || !request.accepted().contains(scope));
        Set<ActingScope> asked = request.asked().orElse(granted);
        return asked.isEmpty() || !granted.containsAll(asked)
                ? new ActingOutcome.Refused(ActingRefusal.SCOPE_NOT_GRANTED)
                : new ActingOutcome.Granted(Set.copyOf(asked));
    }

    private static Set<ActingScope> granted(ActingRequest request) {
        var granted = EnumSet.noneOf(ActingScope.class);
        Arrays.stream(ActingScope.values())
                .filter(scope ->
                        request.guardian().mayFor(request.child().person().id(), scope.granted()))
                .forEach(granted::add);
        return granted;
    }

    private static boolean ofAge(ActingScope scope, AgeBand band) {
        return scope == ActingScope.RECORDS || band == AgeBand.CHILD_UNDER_7 || band == AgeBand.CHILD;
    }
}
