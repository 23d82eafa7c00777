package vn.khue.console.people;

import java.io.Serializable;
import java.util.List;

/**
 * What came of an act, told once on the next page.
 *
 * @param act its name
 * @param done to how many it was done
 * @param failed names of those to whom it was not
 */
public record Done(String act, int done, List<String> failed) implements Serializable {

    public Done {
        failed = List.copyOf(failed);
    }
}
