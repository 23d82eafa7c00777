package vn.khue.pki.path;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The valid policies of a path as a graph (RFC 9618, which replaces RFC 5280's tree because the tree can grow
 * exponentially). One level per certificate; a level holds each policy at most once.
 */
final class PolicyGraph {
    static final String ANY = "2.5.29.32.0";

    /** A policy at one level: what it is called below, and which nodes above led to it. */
    private static final class Node {
        final String policy;
        final Set<Node> parents = new HashSet<>();
        Set<String> expected;

        Node(String policy) {
            this.policy = policy;
            this.expected = Set.of(policy);
        }
    }

    private Map<String, Node> level = new LinkedHashMap<>();
    private Map<String, Node> above = new LinkedHashMap<>();
    private boolean empty;

    PolicyGraph() {
        level.put(ANY, new Node(ANY));
    }

    boolean isEmpty() {
        return empty;
    }

    void clear() {
        empty = true;
    }

    /** RFC 9618 section 5.3, step (d): the next certificate names these policies. */
    void descend(Set<String> policies, boolean anyCounts) {
        if (empty) {
            return;
        }
        above = level;
        level = new LinkedHashMap<>();
        Map<String, Set<Node>> expecting = expecting();
        Optional<Node> anyAbove = Optional.ofNullable(above.get(ANY));
        for (String policy : policies) {
            if (policy.equals(ANY)) {
                continue;
            }
            Set<Node> parents = expecting.getOrDefault(policy, Set.of());
            if (!parents.isEmpty()) {
                add(policy, parents);
            } else {
                anyAbove.ifPresent(any -> add(policy, Set.of(any)));
            }
        }
        if (policies.contains(ANY) && anyCounts) {
            expecting.forEach((policy, parents) -> {
                if (!level.containsKey(policy)) {
                    add(policy, parents);
                }
            });
        }
        empty = level.isEmpty();
    }

    /** Section 5.4, step (b)(1): mapping allowed. */
    void map(Map<String, Set<String>> mappings) {
        mappings.forEach((issuerPolicy, subjectPolicies) -> {
            Node node = level.get(issuerPolicy);
            if (node == null && level.containsKey(ANY)) {
                node = add(issuerPolicy, level.get(ANY).parents);
            }
            if (node != null) {
                node.expected = Set.copyOf(subjectPolicies);
            }
        });
    }

    /** Section 5.4, step (b)(2): mapping inhibited, so mapped policies end here. */
    void remove(Set<String> issuerPolicies) {
        for (Iterator<String> names = level.keySet().iterator(); names.hasNext(); ) {
            if (issuerPolicies.contains(names.next())) {
                names.remove();
            }
        }
        empty = empty || level.isEmpty();
    }

    /** Section 5.5, step (g): whether a policy the caller accepts (empty: any) holds for the whole path. */
    boolean holdsFor(Set<String> acceptable) {
        if (empty) {
            return false;
        }
        Set<String> held = heldByAuthorities();
        return acceptable.isEmpty() || held.contains(ANY) || held.stream().anyMatch(acceptable::contains);
    }

    /** Policies in the anchor's own terms: nodes whose parent is any-policy, seen from the last level upwards. */
    private Set<String> heldByAuthorities() {
        Set<String> held = new HashSet<>();
        Set<Node> seen = new HashSet<>(level.values());
        Set<Node> front = new HashSet<>(seen);
        while (!front.isEmpty()) {
            Set<Node> next = new HashSet<>();
            for (Node node : front) {
                if (node.parents.isEmpty() || node.parents.stream().anyMatch(p -> p.policy.equals(ANY))) {
                    held.add(node.policy);
                }
                for (Node parent : node.parents) {
                    if (!parent.policy.equals(ANY) && seen.add(parent)) {
                        next.add(parent);
                    }
                }
            }
            front = next;
        }
        return held;
    }

    private Node add(String policy, Set<Node> parents) {
        Node node = new Node(policy);
        node.parents.addAll(parents);
        level.put(policy, node);
        return node;
    }

    private Map<String, Set<Node>> expecting() {
        Map<String, Set<Node>> expecting = new HashMap<>();
        for (Node node : above.values()) {
            for (String policy : node.expected) {
                expecting.computeIfAbsent(policy, p -> new HashSet<>()).add(node);
            }
        }
        return expecting;
    }
}
