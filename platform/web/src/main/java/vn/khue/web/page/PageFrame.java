package vn.khue.web.page;

import java.util.List;
import java.util.Optional;
import vn.khue.web.login.SignedInPerson;

/**
 * What the layout needs to know, under the name {@code khue} in every template.
 *
 * @param app the app's short name
 * @param signedIn the person behind the request
 * @param path of the request, with its query, without the choice of language; empty if it cannot be asked again
 * @param otherLanguage what {@code ?lang=} the language switch asks for
 * @param sheets the app's own style sheets under {@code khue/assets/}
 */
public record PageFrame(
        String app,
        Optional<SignedInPerson> signedIn,
        String path,
        String otherLanguage,
        List<String> sheets,
        Assets assets) {

    /** Where a browser finds a style sheet, script or picture. */
    public String asset(String name) {
        return assets.path(name);
    }

    /** The person behind the request, or null; templates know no Optional. */
    public SignedInPerson person() {
        return signedIn.orElse(null);
    }

    /** The role the bar shows: the first that the gate told; empty if none. */
    public String mainRole() {
        return signedIn.flatMap(each -> each.roles().stream().findFirst()).orElse("");
    }

    /** Name of the unit the person acts in; empty if none. */
    public String unit() {
        return signedIn.flatMap(SignedInPerson::actingUnit)
                .map(each -> each.name())
                .orElse("");
    }

    /** Whether there is another unit to change to. */
    public boolean severalUnits() {
        return signedIn.map(each -> each.units().size() > 1).orElse(false);
    }

    /** Address of this page in the other language. */
    public String languageLink() {
        String target = path.isEmpty() ? "/" : path;
        return target + (target.indexOf('?') < 0 ? '?' : '&') + "lang=" + otherLanguage;
    }
}
