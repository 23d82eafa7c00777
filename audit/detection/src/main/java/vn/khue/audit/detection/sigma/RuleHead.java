package vn.khue.audit.detection.sigma;

import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * What rules and correlations have in common.
 *
 * @param id for ever; made from the name where the rule has none
 * @param name by which correlations and profiles refer to it
 * @param tags such as {@code attack.t1110.003}
 * @param place where it stands, for problems found later
 */
public record RuleHead(
        UUID id, Optional<String> name, String title, SigmaLevel level, String status, List<String> tags, Place place) {

    public RuleHead {
        tags = List.copyOf(tags);
    }

    /** Where a document begins. */
    public record Place(String source, int line) {}

    /** The name, else the id. */
    public String reference() {
        return name.orElseGet(id::toString);
    }

    /** ATT&CK technique ids in capital letters, such as T1110.003. */
    public List<String> techniques() {
        return tags.stream()
                .filter(tag -> tag.matches("attack\\.t[0-9]{4}(\\.[0-9]{3})?"))
                .map(tag -> tag.substring("attack.".length()).toUpperCase(java.util.Locale.ROOT))
                .toList();
    }

    boolean isCalled(String reference) {
        return name.filter(reference::equals).isPresent() || id.toString().equals(reference);
    }
}
