package vn.khue.audit.detection.sigma;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import vn.khue.audit.detection.match.Comparison;
import vn.khue.audit.detection.match.Glob;
import vn.khue.audit.detection.match.TimePart;

/**
 * The modifiers behind a field, in what they come to; Sigma 2.1, appendix on modifiers. Those that contradict one another are refused.
 */
final class FieldModifiers {

    private static final Set<String> ENCODINGS =
            Set.of("base64", "base64offset", "utf16le", "utf16be", "utf16", "wide");

    Glob.Anchor anchor = Glob.Anchor.WHOLE;
    boolean all;
    boolean cased;
    boolean neq;
    boolean windash;
    boolean regex;
    boolean anyCase;
    boolean everyLine;
    boolean dotAll;
    boolean cidr;
    boolean exists;
    boolean fieldref;
    boolean expand;
    Optional<Comparison.Operator> comparison = Optional.empty();
    Optional<TimePart.Part> timePart = Optional.empty();
    final List<String> encodings = new ArrayList<>();

    private final List<String> faults = new ArrayList<>();

    private FieldModifiers() {}

    static FieldModifiers of(List<String> words) {
        FieldModifiers modifiers = new FieldModifiers();
        words.forEach(modifiers::take);
        modifiers.refuseContradictions();
        return modifiers;
    }

    /** What is wrong with them; empty where nothing is. */
    List<String> faults() {
        return List.copyOf(faults);
    }

    private void take(String word) {
        switch (word) {
            case "contains" -> anchor(Glob.Anchor.ANYWHERE);
            case "startswith" -> anchor(Glob.Anchor.START);
            case "endswith" -> anchor(Glob.Anchor.END);
            case "all" -> all = true;
            case "cased" -> cased = true;
            case "neq" -> neq = true;
            case "windash" -> windash = true;
            case "re" -> regex = true;
            case "i" -> anyCase = true;
            case "m" -> everyLine = true;
            case "s" -> dotAll = true;
            case "cidr" -> cidr = true;
            case "exists" -> exists = true;
            case "fieldref" -> fieldref = true;
            case "expand" -> expand = true;
            case "lt", "lte", "gt", "gte" ->
                comparison = Optional.of(Comparison.Operator.valueOf(word.toUpperCase(Locale.ROOT)));
            case "minute", "hour", "day", "week", "month", "year" ->
                timePart = Optional.of(TimePart.Part.valueOf(word.toUpperCase(Locale.ROOT)));
            default -> {
                if (ENCODINGS.contains(word)) {
                    encodings.add(word);
                } else {
                    faults.add("expected a modifier of Sigma 2.1, found " + Problems.shown(word));
                }
            }
        }
    }

    private void anchor(Glob.Anchor wanted) {
        if (anchor != Glob.Anchor.WHOLE) {
            faults.add("expected one of contains, startswith and endswith, found two");
        }
        anchor = wanted;
    }

    private void refuseContradictions() {
        int natures = (regex ? 1 : 0)
                + (cidr ? 1 : 0)
                + (exists ? 1 : 0)
                + (fieldref ? 1 : 0)
                + (comparison.isPresent() ? 1 : 0);
        boolean text = anchor != Glob.Anchor.WHOLE || windash || !encodings.isEmpty();
        if (natures > 1) {
            faults.add("expected one of re, cidr, exists, fieldref and a comparison, found more");
        }
        if (text && (regex || cidr || exists || comparison.isPresent() || timePart.isPresent())) {
            faults.add(
                    "expected text modifiers on a text, found them with re, cidr, exists, a comparison or a part of a time");
        }
        if ((anyCase || everyLine || dotAll) && !regex) {
            faults.add("expected i, m and s behind re, found them alone");
        }
        if (timePart.isPresent() && natures > (comparison.isPresent() ? 1 : 0)) {
            faults.add("expected a part of a time alone or with a comparison, found another modifier");
        }
        if (encodings.contains("base64offset") && anchor != Glob.Anchor.ANYWHERE) {
            faults.add(
                    "expected contains behind base64offset, found it missing: an offset lies within something longer");
        }
    }
}
