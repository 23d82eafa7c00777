package vn.khue.sso.assurance;

import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Duration;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import vn.khue.directory.Role;
import vn.khue.sso.badge.Network;
import vn.khue.sso.server.PolicyNumbers;
import vn.khue.sso.server.ProviderException;

/**
 * What {@code policy.properties} says. Immutable.
 *
 * @param always codes of the roles that prove a second factor everywhere
 * @param outside codes of those that prove one outside
 * @param offices networks that are inside for everybody
 * @param shortest password, in characters, by rank
 * @param changeAfter age at which a password of {@link Rank#ALWAYS} has to be changed; zero for never
 * @param former how many former passwords may not come again, by rank
 * @param idle after which a session of {@link Rank#ALWAYS} that nobody uses is over; for all others the realm says it
 */
record AssurancePolicy(
        Set<String> always,
        Set<String> outside,
        List<Network> offices,
        Map<Rank, Integer> shortest,
        Duration changeAfter,
        Map<Rank, Integer> former,
        Duration idle) {

    private static final String OF = "assurance";

    AssurancePolicy {
        always = Set.copyOf(always);
        outside = Set.copyOf(outside);
        offices = List.copyOf(offices);
        shortest = Map.copyOf(shortest);
        former = Map.copyOf(former);
    }

    /**
     * @param file another file in place of the one in this jar
     * @param offices networks in place of those in the file, as there
     * @throws ProviderException if a line is missing, or something in it out of its range
     */
    static AssurancePolicy read(Optional<Path> file, Optional<String> offices) {
        return of(PolicyNumbers.read(file, AssurancePolicy.class, OF), offices);
    }

    static AssurancePolicy of(PolicyNumbers numbers, Optional<String> offices) {
        var shortest = new EnumMap<Rank, Integer>(Rank.class);
        shortest.put(Rank.ALWAYS, numbers.number("shortest.always", 8, 64));
        shortest.put(Rank.OUTSIDE, numbers.number("shortest.outside", 8, 64));
        shortest.put(Rank.OTHERS, numbers.number("shortest.others", 4, 64));
        var former = new EnumMap<Rank, Integer>(Rank.class);
        former.put(Rank.ALWAYS, numbers.number("former.always", 0, 24));
        former.put(Rank.OUTSIDE, numbers.number("former.others", 0, 24));
        former.put(Rank.OTHERS, numbers.number("former.others", 0, 24));
        Function<String, List<Network>> networks = AssurancePolicy::networks;
        return new AssurancePolicy(
                numbers.parsed("two-factors-always", AssurancePolicy::roles),
                numbers.parsed("two-factors-outside", AssurancePolicy::roles),
                offices.map(networks).orElseGet(() -> numbers.parsed("office-networks", networks)),
                shortest,
                Duration.ofDays(numbers.number("change-days.always", 0, 3_650)),
                former,
                Duration.ofSeconds(numbers.number("idle-seconds.always", 10, 3_600)));
    }

    /**
     * @param roles codes; what is none of ours counts nothing
     */
    Rank rank(Set<String> roles) {
        if (roles.stream().anyMatch(always::contains)) {
            return Rank.ALWAYS;
        }
        return roles.stream().anyMatch(outside::contains) ? Rank.OUTSIDE : Rank.OTHERS;
    }

    private static Set<String> roles(String text) {
        return words(text).stream()
                .map(code -> {
                    try {
                        return Role.valueOf(code).name();
                    } catch (IllegalArgumentException e) {
                        throw new DateTimeException("expected the code of a role, found " + code, e);
                    }
                })
                .collect(Collectors.toSet());
    }

    private static List<Network> networks(String text) {
        return words(text).stream()
                .map(cidr ->
                        Network.of(cidr).orElseThrow(() -> new DateTimeException("expected a network, found " + cidr)))
                .toList();
    }

    private static List<String> words(String text) {
        return Arrays.stream(text.split(","))
                .map(String::strip)
                .filter(word -> !word.isEmpty())
                .toList();
    }
}
