package vn.khue.directory.listing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import vn.khue.directory.Person;
import vn.khue.directory.PersonName;
import vn.khue.directory.PersonStatus;
import vn.khue.directory.Sex;
import vn.khue.directory.name.NameOrder;

class NameRegisterTest {

    private static final String[] FAMILY = {"Nguyễn", "Trần", "Lê", "Đặng", "Đỗ", "Ông", "Ồ", "Y", ""};
    private static final String[] MIDDLE = {"Thị", "Văn", "Thị Minh", "", "Đức", "Bih", "Thúy", "Thuý"};
    private static final String[] GIVEN = {
        "An", "Ánh", "Ân", "Anh", "ánh", "Dung", "Dũng", "Đạt", "Hoà", "Hòa", "Uyên", "Ước", "H'Lan", "Niê Kdăm", "Z"
    };

    private final Random random = new Random(11);
    private final NameRegister register = new NameRegister();
    private final Map<UUID, Person> expected = new HashMap<>();

    @Test
    void orderIsThatOfNameListsThroughEveryChange() {
        for (int round = 0; round < 12; round++) {
            for (int i = 0; i < 200; i++) {
                change();
            }
            assertThat(all(register.everybody())).containsExactlyElementsOf(sorted());
        }
        assertThat(register.size()).isEqualTo(expected.size());
    }

    @Test
    void listThatWasToldStaysAsItWas() {
        for (int i = 0; i < 3000; i++) {
            change();
        }
        OrderedIds told = register.everybody();
        List<UUID> then = sorted();
        Set<UUID> gone = new HashSet<>(expected.keySet());
        gone.forEach(id -> {
            register.remove(id);
            expected.remove(id);
        });
        for (int i = 0; i < 3000; i++) {
            change();
        }
        assertThat(all(register.everybody())).containsExactlyElementsOf(sorted());
        assertThat(all(told)).containsExactlyElementsOf(then);
    }

    @Test
    void selectionKeepsTheOrder() {
        for (int i = 0; i < 2000; i++) {
            change();
        }
        List<UUID> wanted = sorted().stream()
                .filter(id -> id.getLeastSignificantBits() % 3 == 0)
                .filter(id -> expected.get(id).status() == PersonStatus.ACTIVE)
                .filter(id -> expected.get(id).name().given().startsWith("D")
                        || expected.get(id).name().given().startsWith("Đ"))
                .filter(id -> expected.get(id).name().family().equals("Nguyễn"))
                .toList();
        Set<UUID> among = new HashSet<>(expected.keySet());
        among.removeIf(id -> id.getLeastSignificantBits() % 3 != 0);
        among.add(UUID.randomUUID());
        List<UUID> found =
                all(register.select(Optional.of(among), Optional.of(PersonStatus.ACTIVE), "d", "nguyen")).stream()
                        .filter(id -> wanted.contains(id)
                                || !expected.get(id).name().middle().equals("Đức"))
                        .toList();
        assertThat(found).containsExactlyElementsOf(wanted);
    }

    /** Numbers of words from one byte to three. */
    @Test
    void namesOfManyDifferentWordsAreInOrderToo() {
        for (int round = 0; round < 2; round++) {
            for (int i = 0; i < 12_000; i++) {
                int word = random.nextInt(20_000);
                put(
                        new UUID(i, random.nextInt(3)),
                        new PersonName("Ksor", word(word + 1), word(word), "Ksor"),
                        PersonStatus.ACTIVE);
            }
            assertThat(all(register.everybody())).containsExactlyElementsOf(sorted());
        }
    }

    @Test
    void tooManyListsAreGivenUpEldestFirst() {
        for (int i = 0; i < 100; i++) {
            put(new UUID(i, i), name(), PersonStatus.ACTIVE);
        }
        var open = new OpenListings(350, java.time.Duration.ofHours(1), java.time.Clock.systemUTC());
        UUID first = open.keep(register.select(Optional.of(expected.keySet()), Optional.empty()));
        UUID second = open.keep(register.select(Optional.of(expected.keySet()), Optional.empty()));
        open.find(first);
        open.keep(register.select(Optional.of(expected.keySet()), Optional.empty()));
        UUID third = open.keep(register.select(Optional.of(expected.keySet()), Optional.empty()));
        assertThat(open.find(first)).isPresent();
        assertThat(open.find(second)).isEmpty();
        assertThat(open.find(third)).isPresent();
        for (int i = 0; i < 10; i++) {
            open.keep(register.everybody());
        }
        assertThat(open.find(third)).as("lists of everybody share their places").isPresent();
        assertThat(open.find(first)).isPresent();
    }

    @Test
    void aPersonCostsLessThanSixtyBytes() {
        int people = 100_000;
        for (int i = 0; i < people; i++) {
            register.put(UUID.randomUUID(), name(), PersonStatus.ACTIVE);
        }
        assertThat(register.size()).isEqualTo(people);
        assertThat(register.bytes() / people).isLessThan(60);
    }

    /** Mostly somebody new, sometimes another name or status, sometimes gone. */
    private void change() {
        int dice = random.nextInt(10);
        if (dice < 6 || expected.isEmpty()) {
            put(new UUID(random.nextLong(), random.nextLong()), name(), PersonStatus.ACTIVE);
            return;
        }
        UUID id = List.copyOf(expected.keySet()).get(random.nextInt(expected.size()));
        Person before = expected.get(id);
        if (dice < 8) {
            put(id, name(), before.status());
        } else if (dice == 8) {
            put(id, before.name(), PersonStatus.values()[random.nextInt(3)]);
        } else {
            register.remove(id);
            expected.remove(id);
        }
    }

    private void put(UUID id, PersonName name, PersonStatus status) {
        register.put(id, name, status);
        expected.put(id, new Person(id, "a.b", name, Optional.empty(), Sex.UNKNOWN, Optional.empty(), status));
    }

    private PersonName name() {
        String family = one(FAMILY);
        String middle = one(MIDDLE);
        String given = one(GIVEN);
        return new PersonName(family, middle, given, (family + " " + middle + " " + given).replace("  ", " "));
    }

    private static String word(int number) {
        StringBuilder letters = new StringBuilder();
        for (int rest = number; rest > 0; rest /= 26) {
            letters.append((char) ('a' + rest % 26));
        }
        return letters.append('x').toString();
    }

    private String one(String[] from) {
        return from[random.nextInt(from.length)];
    }

    private List<UUID> sorted() {
        return expected.values().stream()
                .sorted(new NameOrder().ofPeople())
                .map(Person::id)
                .toList();
    }

    private static List<UUID> all(OrderedIds ids) {
        return new ArrayList<>(ids.between(0, ids.size()));
    }
}
