package vn.khue.sso.guardianship;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import vn.khue.directory.GuardianScope;

/** What a token lets a guardian do for a child, as its {@code scope} names it (RFC 8693, 4.2): {@code child:records} and so on. */
enum ActingScope {
    RECORDS(GuardianScope.RECORDS),
    ACCOUNT(GuardianScope.ACCOUNT),
    CONSENT(GuardianScope.CONSENT);

    private final GuardianScope granted;

    ActingScope(GuardianScope granted) {
        this.granted = granted;
    }

    GuardianScope granted() {
        return granted;
    }

    String text() {
        return "child:" + name().toLowerCase(Locale.ROOT);
    }

    /** Scopes parted by blanks; empty if one of them is none of ours. */
    static Optional<Set<ActingScope>> all(String text) {
        var scopes = new TreeSet<ActingScope>();
        for (String name : text.strip().split(" +")) {
            Optional<ActingScope> scope = Arrays.stream(values())
                    .filter(each -> each.text().equals(name))
                    .findAny();
            if (scope.isEmpty()) {
                return Optional.empty();
            }
            scopes.add(scope.get());
        }
        return Optional.of(scopes);
    }

    static String text(Set<ActingScope> scopes) {
        return scopes.stream().sorted().map(ActingScope::text).collect(Collectors.joining(" "));
    }
}
