package vn.khue.directory.ldap;

import static org.assertj.core.api.Assertions.assertThat;

import java.text.Normalizer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import vn.khue.directory.ClassRole;
import vn.khue.directory.DirectoryException.Reason;
import vn.khue.directory.Person;
import vn.khue.directory.PersonName;
import vn.khue.directory.PersonStatus;
import vn.khue.directory.Position;
import vn.khue.directory.Sex;
import vn.khue.directory.Validity;
import vn.khue.directory.listing.ListingPage;
import vn.khue.directory.listing.PageToken;
import vn.khue.directory.listing.Selection;
import vn.khue.directory.name.NameOrder;
import vn.khue.directory.server.ServerKind;

/** Long lists, page by page. */
@ParameterizedClass(name = "{0}")
@EnumSource(ServerKind.class)
class ListingTest extends ServerTest {

    private static final Selection ALL = Selection.everyone(TODAY);

    private final SteppedClock clock = new SteppedClock();
    private LdapListings listings;
    private int number;

    @BeforeParameterizedClassInvocation
    void open() {
        listings = new LdapListings(server.endpoint("keycloak"), clock);
    }

    @AfterParameterizedClassInvocation
    void shut() {
        listings.close();
    }

    @Test
    void listIsInVietnameseOrderWhateverFormTheNamesCameIn() {
        List<String> sorted = List.of(
                "Lê Xếp An",
                "Nguyễn Xếp An",
                "Lê Xếp Anh",
                "Lê Xếp Ánh",
                "Lê Xếp Ân",
                "Lê Xếp Dung",
                "Lê Xếp Dũng",
                "Lê Xếp Đạt",
                "Lê Xếp Đức",
                "Lê Xếp Oanh",
                "Lê Xếp Ông",
                "Lê Xếp Uyên",
                "Lê Xếp Ước");
        List<String> mixed = new ArrayList<>(sorted);
        Collections.shuffle(mixed, new Random(5));
        for (int i = 0; i < mixed.size(); i++) {
            add(i % 2 == 0 ? mixed.get(i) : Normalizer.normalize(mixed.get(i), Normalizer.Form.NFD));
        }
        assertThat(names(listings.open(ALL.named("xep")))).containsExactlyElementsOf(sorted);
    }

    @Test
    void pagesNeitherDoubleNorMissAnyoneWhileOthersComeAndAreRenamed() throws Exception {
        List<Person> before = new ArrayList<>();
        for (int i = 0; i < 620; i++) {
            before.add(add("Phạm Trang " + (char) ('A' + i * 7 % 26)));
        }
        before.sort(new NameOrder().ofPeople());
        ListingPage page = listings.open(ALL.named("pham trang"));
        assertThat(page.total()).isEqualTo(620);
        assertThat(page.pages()).isEqualTo(13);

        var writing = new AtomicBoolean(true);
        var threads = Executors.newSingleThreadExecutor();
        List<UUID> seen = new ArrayList<>();
        try {
            var writes = threads.submit(() -> {
                for (int i = 0; writing.get(); i++) {
                    writer.add(person("during." + i, "Phạm Trang " + (char) ('A' + i % 26)));
                    Person one = before.get(i % before.size());
                    writer.update(new Person(
                            one.id(),
                            one.uid(),
                            PersonName.of("Phạm Trang " + (char) ('Z' - i % 26)),
                            one.birthDate(),
                            one.sex(),
                            one.mail(),
                            one.status()));
                    listings.bringUpToDate();
                }
            });
            for (Optional<PageToken> next = Optional.of(page.token()); next.isPresent(); next = page.next()) {
                page = listings.page(PageToken.of(next.get().toString()));
                page.people().forEach(person -> seen.add(person.id()));
                listings.open(ALL.named("pham trang"));
            }
            writing.set(false);
            writes.get(30, TimeUnit.SECONDS);
        } finally {
            threads.shutdownNow();
        }
        assertThat(seen)
                .containsExactlyElementsOf(before.stream().map(Person::id).toList());
        ListingPage anew = listings.open(ALL.named("pham trang"));
        assertThat(anew.total()).isGreaterThan(620);
        assertThat(people(anew)).isSortedAccordingTo(new NameOrder().ofPeople());
    }

    @Test
    void whoComesAndIsRenamedIsInTheNextListing() {
        Person first = add("Đoàn Mới Một");
        assertThat(names(listings.open(ALL.named("doan moi")))).containsExactly("Đoàn Mới Một");
        add("Đoàn Mới An");
        assertThat(names(listings.open(ALL.named("doan moi")))).containsExactly("Đoàn Mới An", "Đoàn Mới Một");
        writer.update(new Person(
                first.id(),
                first.uid(),
                PersonName.of("Đoàn Mới Ái"),
                first.birthDate(),
                Sex.UNKNOWN,
                first.mail(),
                first.status()));
        assertThat(names(listings.open(ALL.named("doan moi")))).containsExactly("Đoàn Mới Ái", "Đoàn Mới An");
        clock.advance(Duration.ofMinutes(1));
        add("Đoàn Mới Ba");
        assertThat(names(listings.open(ALL.named("doan moi"))))
                .containsExactly("Đoàn Mới Ái", "Đoàn Mới An", "Đoàn Mới Ba");
    }

    @Test
    void unitClassStatusAndWordsNarrow() {
        Person teacher = add("Cao Hẹp Giáo");
        Person pupil = add("Cao Hẹp Trò");
        Person left = add("Cao Hẹp Xưa");
        Person elsewhere = add("Cao Hẹp Nơi Khác");
        appointed(teacher, "narrow-unit", Position.GIAO_VIEN, ALWAYS);
        enrolled(pupil, "narrow-class", "narrow-unit", Validity.since(FIRST_OF_XA));
        appointed(left, "narrow-unit", Position.GIAO_VIEN, Validity.between(ALWAYS.from(), LAST_OF_PHONG));
        enrolled(elsewhere, "other-class", "other-unit", ALWAYS);
        writer.update(pupil.withStatus(PersonStatus.SUSPENDED));

        assertThat(ids(ALL.inUnit("narrow-unit"))).containsExactly(teacher.id(), pupil.id());
        assertThat(ids(Selection.everyone(LAST_OF_PHONG).inUnit("narrow-unit")))
                .containsExactly(teacher.id(), left.id());
        assertThat(ids(ALL.inClass("narrow-class"))).containsExactly(pupil.id());
        assertThat(ids(ALL.inClass("narrow-class", ClassRole.FORM_TEACHER))).isEmpty();
        assertThat(ids(ALL.inUnit("narrow-unit").with(PersonStatus.SUSPENDED))).containsExactly(pupil.id());
        assertThat(ids(ALL.inUnit("narrow-unit").named("GIAO"))).containsExactly(teacher.id());
        assertThat(ids(ALL.inUnit("other-unit").inClass("narrow-class"))).isEmpty();
        assertThat(ids(ALL.inUnit("no-such-unit"))).isEmpty();
        assertReason(Reason.REFUSED, () -> listings.open(ALL.named("x")));
    }

    @Test
    void whoWasErasedIsMissingAndNobodyElse() {
        Person gone = add("Tô Xóa Hai");
        add("Tô Xóa Ba");
        ListingPage before = listings.open(ALL.named("to xoa"));
        writer.erase(gone.id(), TODAY);
        assertThat(names(listings.page(before.token()))).containsExactly("Tô Xóa Ba");
        assertThat(listings.open(ALL.named("to xoa")).total()).isEqualTo(1);
    }

    @Test
    void everybodyIsListedOnce() {
        add("Vi Tất Cả");
        List<UUID> told = new ArrayList<>();
        try (var census = new LdapCensus(server.adminEndpoint())) {
            census.people(person -> told.add(person.id()));
        }
        assertThat(people(listings.open(ALL)).stream().map(Person::id).toList())
                .containsExactlyInAnyOrderElementsOf(told);
    }

    @Test
    void listingThatNobodyAskedForIsGivenUp() {
        add("Kha Quên Lãng");
        PageToken token = listings.open(ALL.named("kha quen")).token();
        clock.advance(Duration.ofMinutes(29));
        listings.page(token);
        clock.advance(Duration.ofMinutes(29));
        listings.page(token);
        clock.advance(Duration.ofMinutes(31));
        assertReason(Reason.NOT_FOUND, () -> listings.page(token));
    }

    @Test
    void pagePastTheEndIsTheLast() {
        add("Kha Cuối Cùng");
        PageToken token = listings.open(ALL.named("kha cuoi")).token();
        ListingPage last = listings.page(new PageToken(token.listing(), 999_999_999));
        assertThat(last.number()).isEqualTo(1);
        assertThat(names(last)).containsExactly("Kha Cuối Cùng");
        assertThat(last.next()).isEmpty();
        assertThat(last.previous()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "x",
                "0b6e7a52-2a3c-4c8e-9a51-1d3f0a6b7c01",
                "0b6e7a52-2a3c-4c8e-9a51-1d3f0a6b7c01.0",
                "0b6e7a52-2a3c-4c8e-9a51-1d3f0a6b7c01.99999999999999999999",
                "0b6e7a52-2a3c-4c8e-9a51-1d3f0a6b7c01.-1"
            })
    void otherTextIsNoToken(String text) {
        assertReason(Reason.REFUSED, () -> PageToken.of(text));
    }

    private Person add(String name) {
        return added("list." + number++, name);
    }

    private List<UUID> ids(Selection selection) {
        return people(listings.open(selection)).stream().map(Person::id).toList();
    }

    private List<Person> people(ListingPage first) {
        List<Person> all = new ArrayList<>(first.people());
        for (Optional<PageToken> next = first.next(); next.isPresent(); ) {
            ListingPage page = listings.page(next.get());
            all.addAll(page.people());
            next = page.next();
        }
        return all;
    }

    private static List<String> names(ListingPage page) {
        return page.people().stream().map(person -> person.name().full()).toList();
    }
}
