package vn.khue.audit.wazuh;

import java.text.MessageFormat;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.ResourceBundle;

/**
 * What an account may of what is needed. Wazuh answers a question without permission with an empty list as if there were nothing, so
 * this is to be looked at before any list is believed.
 *
 * @param sights of every action that was asked about
 */
public record PermissionReport(Map<Action, Sight> sights) {

    public PermissionReport {
        EnumMap<Action, Sight> copy = new EnumMap<>(Action.class);
        copy.putAll(sights);
        sights = Collections.unmodifiableMap(copy);
    }

    static PermissionReport of(Permissions permissions, ApiLine line) {
        EnumMap<Action, Sight> sights = new EnumMap<>(Action.class);
        for (Action action : Action.values()) {
            if (action.existsIn(line)) {
                sights.put(action, permissions.sight(action));
            }
        }
        return new PermissionReport(sights);
    }

    /** Whether the account may all of it, everywhere. */
    public boolean complete() {
        return sights.values().stream().allMatch(sight -> sight == Sight.WHOLE);
    }

    /** Whether the account may do that everywhere. */
    public boolean whole(Action action) {
        return sights.get(action) == Sight.WHOLE;
    }

    /** One sentence for each action that is missing or limited, with what does not work without it; one that says so if none is. */
    public List<String> inWords(Locale locale) {
        ResourceBundle texts = ResourceBundle.getBundle(
                "vn.khue.audit.wazuh.messages",
                locale,
                ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_DEFAULT));
        List<String> sentences = new ArrayList<>();
        sights.forEach((action, sight) -> {
            if (sight != Sight.WHOLE) {
                String without = texts.getString("without." + action.name());
                String form = texts.getString(sight == Sight.NONE ? "missing" : "partly");
                sentences.add(new MessageFormat(form, locale)
                        .format(new Object[] {action.wireName(), action.all(), without}));
            }
        });
        if (sentences.isEmpty()) {
            sentences.add(texts.getString("complete"));
        }
        return sentences;
    }
}
