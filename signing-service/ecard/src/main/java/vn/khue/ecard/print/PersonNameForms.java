package vn.khue.ecard.print;

import java.text.BreakIterator;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import vn.khue.directory.PersonName;

/**
 * The shorter forms of a person's name: middle names become initials one by one, the one next to the given name last, because people are
 * often called by both. Family and given name stay whole. A name that is not written as family, middle, given has no shorter form.
 * Stateless.
 */
final class PersonNameForms {

    private PersonNameForms() {}

    /** The name and its shorter forms, longest first. */
    static List<String> of(PersonName name) {
        List<String> forms = new ArrayList<>(List.of(name.full()));
        String together = (name.family() + " " + name.middle() + " " + name.given())
                .replaceAll(" +", " ")
                .strip();
        if (!name.middle().isEmpty() && together.equals(name.full())) {
            String[] middle = name.middle().split(" ");
            for (int i = 0; i < middle.length; i++) {
                middle[i] = initial(middle[i]);
                forms.add((name.family() + " " + String.join(" ", middle) + " " + name.given()).strip());
            }
        }
        return List.copyOf(forms);
    }

    private static String initial(String word) {
        BreakIterator letters = BreakIterator.getCharacterInstance(Locale.ROOT);
        letters.setText(word);
        letters.first();
        return word.substring(0, letters.next()) + ".";
    }
}
