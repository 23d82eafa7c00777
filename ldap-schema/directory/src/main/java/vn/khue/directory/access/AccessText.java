package vn.khue.directory.access;

import com.unboundid.ldap.sdk.DN;
import com.unboundid.ldap.sdk.Filter;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.schema.AttributeTypeDefinition;
import com.unboundid.ldap.sdk.schema.ObjectClassDefinition;
import com.unboundid.ldap.sdk.schema.Schema;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads one olcAccess line. */
final class AccessText {

    /** A word, or a key with a value in quotes. */
    private static final Pattern WORD = Pattern.compile("\\s*([^\\s\"]+=\"[^\"]*\"|[^\\s\"]+)");

    private static final Pattern DN_VALUE = Pattern.compile("dn\\.(exact|base|children|subtree)=\"([^\"]+)\"");

    private final Schema schema;

    AccessText(Schema schema) {
        this.schema = schema;
    }

    /**
     * @throws IllegalArgumentException if the line says something that this class does not know
     */
    AccessRule read(String line) {
        List<String> words = words(line);
        if (words.size() < 2 || !"to".equals(words.get(0))) {
            throw unknown("a rule that begins with \"to\"", line);
        }
        var target = new Target(Target.Reach.ALL, "");
        Optional<Filter> filter = Optional.empty();
        Set<String> attributes = Set.of();
        int at = 1;
        for (; at < words.size() && !"by".equals(words.get(at)); at++) {
            String word = words.get(at);
            if (word.startsWith("filter=")) {
                filter = Optional.of(filter(unquoted(word.substring("filter=".length()))));
            } else if (word.startsWith("attrs=")) {
                attributes = attributes(word.substring("attrs=".length()));
            } else if (!"*".equals(word)) {
                target = target(word);
            }
        }
        var clauses = new ArrayList<AccessRule.Clause>();
        for (; at < words.size(); at += 3) {
            if (!"by".equals(words.get(at)) || at + 2 >= words.size()) {
                throw unknown("\"by\", someone and a level", line);
            }
            clauses.add(new AccessRule.Clause(who(words.get(at + 1)), Privilege.of(words.get(at + 2))));
        }
        return new AccessRule(target, filter, attributes, List.copyOf(clauses));
    }

    private static List<String> words(String line) {
        Matcher matcher = WORD.matcher(line);
        var words = new ArrayList<String>();
        int end = 0;
        while (matcher.find() && matcher.start() == end) {
            words.add(matcher.group(1));
            end = matcher.end();
        }
        if (!line.substring(end).isBlank()) {
            throw unknown("words and key=\"value\"", line);
        }
        return words;
    }

    private static Target target(String word) {
        Matcher matcher = DN_VALUE.matcher(word);
        if (!matcher.matches()) {
            throw unknown("dn.base, dn.exact, dn.children or dn.subtree", word);
        }
        Target.Reach reach =
                switch (matcher.group(1)) {
                    case "children" -> Target.Reach.CHILDREN;
                    case "subtree" -> Target.Reach.SUBTREE;
                    default -> Target.Reach.BASE;
                };
        try {
            return new Target(reach, DN.normalize(matcher.group(2)));
        } catch (LDAPException e) {
            throw new IllegalArgumentException("expected a DN, found " + word, e);
        }
    }

    private static Who who(String word) {
        return switch (word) {
            case "*" -> new Who.Everyone();
            case "anonymous" -> new Who.Anonymous();
            default -> new Who.Named(target(word));
        };
    }

    private static Filter filter(String text) {
        try {
            return Filter.create(text);
        } catch (LDAPException e) {
            throw new IllegalArgumentException("expected a filter, found " + text, e);
        }
    }

    private Set<String> attributes(String list) {
        var names = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
        for (String name : list.split(",")) {
            if (name.startsWith("@")) {
                names.addAll(ofClass(name.substring(1)));
            } else {
                names.add(name);
            }
        }
        return names;
    }

    /** As slapd reads {@code @class}: what the class itself names, without the classes above it. */
    private List<String> ofClass(String name) {
        ObjectClassDefinition known = schema.getObjectClass(name);
        if (known == null) {
            throw unknown("an object class of the schema", name);
        }
        var names = new ArrayList<String>();
        for (String[] some : List.of(known.getRequiredAttributes(), known.getOptionalAttributes())) {
            Arrays.stream(some).map(this::plain).forEach(names::add);
        }
        return names;
    }

    private String plain(String attribute) {
        AttributeTypeDefinition type = schema.getAttributeType(attribute);
        return type == null ? attribute : type.getNameOrOID();
    }

    private static String unquoted(String value) {
        return value.startsWith("\"") ? value.substring(1, value.length() - 1) : value;
    }

    private static IllegalArgumentException unknown(String expected, String found) {
        return new IllegalArgumentException("expected " + expected + " in access.ldif, found " + found);
    }
}
