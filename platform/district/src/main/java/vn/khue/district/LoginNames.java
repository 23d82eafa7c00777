package vn.khue.district;

import java.util.HashMap;
import java.util.Map;
import vn.khue.directory.PersonName;
import vn.khue.directory.name.LoginName;

/** Gives out login names by rule R7.6, each once. Remembers the last number of each stem, because there are thousands of some. For one thread. */
final class LoginNames {

    private final Map<String, Integer> given = new HashMap<>();

    String give(PersonName name) {
        String stem = LoginName.stem(name);
        int number = given.merge(stem, 1, Integer::sum);
        return number == 1 ? stem : stem + number;
    }
}
