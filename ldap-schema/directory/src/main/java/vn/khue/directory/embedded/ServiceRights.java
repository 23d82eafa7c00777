package vn.khue.directory.embedded;

import com.unboundid.ldap.sdk.Attribute;
import com.unboundid.ldap.sdk.DN;
import com.unboundid.ldap.sdk.Filter;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import vn.khue.directory.ldap.Tree;

/**
 * What one service account may read. Lists what may be seen, so that a new attribute or branch is hidden until it is named here. The
 * same rules stand in config.ldif for slapd; the contract test holds both servers to them. Immutable.
 */
final class ServiceRights {

    /** Names of the service accounts, which are also those of their secret files after {@code ldap-}. */
    static final List<String> SERVICES = List.of("keycloak", "signing", "audit");

    private static final Set<String> ON_EVERY_ENTRY =
            names("objectClass", "entryUUID", "createTimestamp", "modifyTimestamp");
    private static final Set<String> ON_EDGES = names(
            "khueId",
            "khuePerson",
            "khueChild",
            "khueUnitId",
            "khueUnitKind",
            "khueDatedName",
            "khueDatedCode",
            "khueSealDiameter",
            "khueUnit",
            "khueParentUnit",
            "khueChildUnit",
            "khueEdgeKind",
            "khueValidFrom",
            "khueValidTo",
            "khuePosition",
            "khueAppointmentKind",
            "khueDecision",
            "khueClassId",
            "khueClass",
            "khueSchool",
            "khueSchoolYear",
            "khueGrade",
            "khueClassRole",
            "khueGuardianKind",
            "khueGuardianScope",
            "khueCourtLimit",
            "khuePredecessor",
            "khueSuccessor",
            "khueClosesEdge",
            "khueOpensEdge",
            "khueUnderWay",
            "cn");
    private static final Set<String> ON_PEOPLE =
            names("uid", "khueId", "khueStatus", "cn", "sn", "khueMiddleName", "givenName", "displayName");
    private static final Set<String> TO_REACH_PEOPLE = names("mail", "khueSearchKey", "eduPersonUniqueId");

    private final Set<String> branches;
    private final Set<String> attributes;
    private final String base;

    private ServiceRights(Tree tree, Collection<DN> branches, Collection<Set<String>> attributes) {
        this.base = tree.base().toNormalizedString();
        this.branches = branches.stream().map(DN::toNormalizedString).collect(Collectors.toUnmodifiableSet());
        var all = names();
        attributes.forEach(all::addAll);
        this.attributes = all;
    }

    /**
     * The rights of one service.
     *
     * @throws IllegalArgumentException if there is no such service
     */
    static ServiceRights of(String service, Tree tree) {
        return switch (service) {
            case "keycloak" ->
                new ServiceRights(
                        tree,
                        List.of(
                                tree.people(),
                                tree.units(),
                                tree.unitEdges(),
                                tree.appointments(),
                                tree.classes(),
                                tree.enrolments(),
                                tree.guardianships()),
                        List.of(ON_EVERY_ENTRY, ON_EDGES, ON_PEOPLE, TO_REACH_PEOPLE));
            case "signing" ->
                new ServiceRights(
                        tree,
                        List.of(tree.people(), tree.units(), tree.unitEdges(), tree.appointments()),
                        List.of(ON_EVERY_ENTRY, ON_EDGES, ON_PEOPLE, TO_REACH_PEOPLE));
            case "audit" ->
                new ServiceRights(
                        tree,
                        List.of(tree.people(), tree.units(), tree.unitEdges()),
                        List.of(ON_EVERY_ENTRY, ON_EDGES, ON_PEOPLE));
            default -> throw new IllegalArgumentException("expected one of " + SERVICES + ", found " + service);
        };
    }

    /** Whether a search may begin at that entry. */
    boolean maySearchFrom(DN start) {
        DN parent = start.getParent();
        return maySee(start.toNormalizedString(), parent == null ? "" : parent.toNormalizedString());
    }

    /**
     * Whether an entry may be seen at all.
     *
     * @param name its DN, normalised
     * @param parent the DN above it, normalised
     */
    boolean maySee(String name, String parent) {
        return name.equals(base) || branches.contains(name) || branches.contains(parent);
    }

    boolean maySee(Attribute attribute) {
        return attributes.contains(attribute.getBaseName());
    }

    boolean maySortBy(String attribute) {
        return attributes.contains(attribute);
    }

    /** Whether a filter asks only about what may be seen; else it would tell by its matches what is hidden. */
    boolean mayAsk(Filter filter) {
        return switch (filter.getFilterType()) {
            case Filter.FILTER_TYPE_AND, Filter.FILTER_TYPE_OR ->
                Arrays.stream(filter.getComponents()).allMatch(this::mayAsk);
            case Filter.FILTER_TYPE_NOT -> mayAsk(filter.getNOTComponent());
            default ->
                filter.getAttributeName() != null
                        && attributes.contains(Attribute.getBaseName(filter.getAttributeName()));
        };
    }

    private static Set<String> names(String... names) {
        var set = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
        set.addAll(Arrays.asList(names));
        return set;
    }
}
