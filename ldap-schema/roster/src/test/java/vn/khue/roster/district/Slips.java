package vn.khue.roster.district;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import vn.khue.directory.Person;
import vn.khue.directory.name.VietnameseName;

/** What goes wrong when a pupil is typed in anew. Each gives the pupil under a code that nobody has, or nothing where it cannot be. */
enum Slips {
    CODE_ONLY {
        @Override
        Optional<Person> of(Person pupil, Random random) {
            return Optional.of(pupil);
        }
    },
    ONE_MARK {
        @Override
        Optional<Person> of(Person pupil, Random random) {
            List<String> words = words(pupil);
            int at = random.nextInt(words.size());
            words.set(at, bare(words.get(at)));
            return named(pupil, String.join(" ", words));
        }
    },
    NO_MARKS {
        @Override
        Optional<Person> of(Person pupil, Random random) {
            return named(pupil, bare(pupil.name().full()));
        }
    },
    ONE_LETTER {
        @Override
        Optional<Person> of(Person pupil, Random random) {
            List<String> words = words(pupil);
            int at = random.nextInt(words.size());
            words.set(at, slip(words.get(at), random));
            return named(pupil, String.join(" ", words));
        }
    },
    GIVEN_FIRST {
        @Override
        Optional<Person> of(Person pupil, Random random) {
            List<String> words = words(pupil);
            Collections.rotate(words, 1);
            return named(pupil, String.join(" ", words));
        }
    },
    NO_MIDDLE {
        @Override
        Optional<Person> of(Person pupil, Random random) {
            List<String> words = words(pupil);
            return words.size() < 3 ? Optional.empty() : named(pupil, words.get(0) + " " + words.get(words.size() - 1));
        }
    },
    BIRTH_DIGIT {
        @Override
        Optional<Person> of(Person pupil, Random random) {
            String birth = pupil.birthDate().orElseThrow();
            int at = List.of(3, 6, 8, 9).get(random.nextInt(4));
            char digit = (char) ('0' + random.nextInt(10));
            String changed = birth.substring(0, at) + digit + birth.substring(at + 1);
            return born(pupil, changed);
        }
    },
    BIRTH_EXCHANGED {
        @Override
        Optional<Person> of(Person pupil, Random random) {
            String birth = pupil.birthDate().orElseThrow();
            return born(pupil, birth.substring(0, 5) + birth.substring(8) + "-" + birth.substring(5, 7));
        }
    },
    BIRTH_YEAR_ONLY {
        @Override
        Optional<Person> of(Person pupil, Random random) {
            return born(pupil, pupil.birthDate().orElseThrow().substring(0, 4));
        }
    },
    NO_MARKS_AND_BIRTH_DIGIT {
        @Override
        Optional<Person> of(Person pupil, Random random) {
            return NO_MARKS.of(pupil, random).flatMap(changed -> BIRTH_DIGIT.of(changed, random));
        }
    };

    /** The pupil as mistyped; empty where the slip changes nothing or gives what no reader takes. */
    abstract Optional<Person> of(Person pupil, Random random);

    /** The same under a code of the new row. */
    static Person under(String code, Person person) {
        return new Person(
                person.id(),
                person.uid(),
                person.name(),
                person.birthDate(),
                person.sex(),
                Optional.empty(),
                person.status(),
                Set.of(code));
    }

    static Person withName(Person person, String name) {
        return new Person(
                person.id(),
                person.uid(),
                VietnameseName.split(name),
                person.birthDate(),
                person.sex(),
                Optional.empty(),
                person.status(),
                person.codes());
    }

    private static Optional<Person> named(Person person, String name) {
        return name.equals(person.name().full()) ? Optional.empty() : Optional.of(withName(person, name));
    }

    private static Optional<Person> born(Person person, String birth) {
        if (birth.equals(person.birthDate().orElseThrow())) {
            return Optional.empty();
        }
        try {
            if (birth.length() == 10 && java.time.LocalDate.parse(birth).isAfter(java.time.LocalDate.of(2026, 9, 1))) {
                return Optional.empty();
            }
        } catch (java.time.DateTimeException e) {
            return Optional.empty();
        }
        return Optional.of(new Person(
                person.id(),
                person.uid(),
                person.name(),
                Optional.of(birth),
                person.sex(),
                Optional.empty(),
                person.status(),
                person.codes()));
    }

    private static String slip(String word, Random random) {
        int at = random.nextInt(word.length());
        String letter = String.valueOf((char) ('a' + random.nextInt(26)));
        return switch (random.nextInt(3)) {
            case 0 -> word.substring(0, at) + letter + word.substring(at + 1);
            case 1 -> word.substring(0, at) + letter + word.substring(at);
            default -> word.length() < 3 ? word + letter : word.substring(0, at) + word.substring(at + 1);
        };
    }

    private static String bare(String text) {
        return Normalizer.normalize(text, Normalizer.Form.NFD)
                .replaceAll("\\p{M}+", "")
                .replace('đ', 'd')
                .replace('Đ', 'D');
    }

    private static List<String> words(Person person) {
        return new ArrayList<>(List.of(person.name().full().split(" ")));
    }
}
