package vn.khue.directory.name;

import java.text.Collator;
import java.util.Comparator;
import java.util.Locale;
import vn.khue.directory.Person;
import vn.khue.directory.PersonName;

/**
 * The order of Vietnamese name lists: tên, then họ, then đệm, word by word (R7.4). The JDK's Vietnamese collator passes over
 * spaces, so a whole name must never be given to it. Safe for use by many threads.
 */
public final class NameOrder implements Comparator<PersonName> {

    private final ThreadLocal<Collator> collator =
            ThreadLocal.withInitial(() -> Collator.getInstance(Locale.forLanguageTag("vi")));

    @Override
    public int compare(PersonName a, PersonName b) {
        int byGiven = words(a.given(), b.given());
        if (byGiven != 0) {
            return byGiven;
        }
        int byFamily = words(a.family(), b.family());
        if (byFamily != 0) {
            return byFamily;
        }
        int byMiddle = words(a.middle(), b.middle());
        return byMiddle != 0 ? byMiddle : a.full().compareTo(b.full());
    }

    /** People by name; namesakes by id, so that the order is the same every time. */
    public Comparator<Person> ofPeople() {
        return Comparator.comparing(Person::name, this).thenComparing(Person::id);
    }

    private int words(String a, String b) {
        String[] left = a.split(" ");
        String[] right = b.split(" ");
        for (int i = 0; i < Math.min(left.length, right.length); i++) {
            int order = collator.get().compare(left[i], right[i]);
            if (order != 0) {
                return order;
            }
        }
        return Integer.compare(left.length, right.length);
    }
}
