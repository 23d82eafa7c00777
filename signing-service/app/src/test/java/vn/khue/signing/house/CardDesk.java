package vn.khue.signing.house;

import static vn.khue.signing.house.HostDesk.require;

import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.json.JsonMapper;
import vn.khue.directory.ClassGroup;
import vn.khue.directory.ClassRole;
import vn.khue.directory.Enrolment;
import vn.khue.directory.Person;
import vn.khue.directory.PersonName;
import vn.khue.directory.PersonStatus;
import vn.khue.directory.Position;
import vn.khue.directory.Sex;
import vn.khue.directory.Validity;
import vn.khue.ecard.CardProblem;
import vn.khue.ecard.trust.Jwk;
import vn.khue.ecard.trust.StatusShelf;
import vn.khue.ecard.trust.TrustList;
import vn.khue.ecard.trust.TrustListJws;
import vn.khue.ecard.verify.CardVerdict;
import vn.khue.ecard.verify.CardVerifier;
import vn.khue.pki.CryptoProviders;
import vn.khue.signing.card.CardPlaces;
import vn.khue.signing.house.HostDesk.Answer;
import vn.khue.signing.house.HostDesk.Clerk;

/** A card officer, people with cards, and somebody who knows us by our public lists alone. */
public final class CardDesk {
    private static final CryptoProviders PROVIDERS = CryptoProviders.fastest();
    private static final LocalDate START = LocalDate.of(2020, 8, 1);

    private final SigningHouse house;
    private final HostDesk desk;
    public final Clerk officer;

    public CardDesk(SigningHouse house) {
        this(house, "Đoàn Thị Thẻ");
    }

    public CardDesk(SigningHouse house, String officerName) {
        this.house = house;
        this.desk = new HostDesk(house);
        this.officer = desk.appointed(officerName, Position.CAN_BO_THE);
    }

    /** Somebody new who teaches here. */
    public Member teacher(String name) {
        return School.member(
                house.writer(),
                "the.vi." + UUID.randomUUID().toString().substring(0, 8),
                name,
                Position.GIAO_VIEN,
                School.HERE);
    }

    public Clerk clerk(Member member) {
        return desk.clerk(member);
    }

    /** Somebody who learns in this class, which is made where it is not there. */
    public Member pupil(String uid, String name, String classGroup, String className) {
        if (house.bean(vn.khue.directory.Directory.class).classGroup(classGroup).isEmpty()) {
            house.writer().add(new ClassGroup(classGroup, School.HERE, "2026-2027", 8, className));
        }
        Member member = new Member(UUID.randomUUID(), uid, name, "HOC_SINH", School.HERE);
        house.writer()
                .add(new Person(
                        member.id(),
                        uid,
                        PersonName.of(name),
                        Optional.empty(),
                        Sex.values()[0],
                        Optional.empty(),
                        PersonStatus.ACTIVE));
        house.writer()
                .add(new Enrolment(
                        UUID.randomUUID(),
                        member.id(),
                        classGroup,
                        School.HERE,
                        ClassRole.PUPIL,
                        Validity.since(START)));
        return member;
    }

    /** A card for this person, drafted and confirmed. */
    public Answer issued(Member member) {
        Answer draft = require(
                officer.post(
                        "/api/cards/drafts", "{\"person\":\"" + member.id() + "\",\"unit\":\"" + member.unit() + "\"}"),
                201);
        return require(
                officer.post(
                        "/api/cards/drafts/" + draft.text("id") + "/issue",
                        "{\"authorisation\":\"" + authorisation(draft) + "\"}"),
                201);
    }

    /** The id of a card for this day for a pupil, given by the pages of the card office. */
    public String temporary(Member pupil) {
        String path = "/card-office/people/" + pupil.id();
        officer.browser().stepUp(officer.browser().get(path + "/temporary?unit=" + pupil.unit()));
        return officer.browser()
                .get(path + "?unit=" + pupil.unit())
                .first("data-card=\"([0-9a-f]{16})\" data-status=\"VALID\" data-temporary=\"true\"");
    }

    private String authorisation(Answer draft) {
        Browser.Page sheet = new Browser.Page(
                200,
                "/",
                "action=\"" + draft.text("stepUp") + "\" name=\"_csrf\" value=\""
                        + officer.page().first("name=\"_csrf\" value=\"([^\"]+)\"") + "\"",
                null);
        String back = officer.browser().stepUpReturn(sheet, Map.of());
        Matcher found = Pattern.compile("authorisation=([0-9a-f-]{36})").matcher(back);
        if (!found.find()) {
            throw new AssertionError("an authorisation expected, found " + back);
        }
        return found.group(1);
    }

    /** Why it does not hold at that moment; empty where it does. */
    public Optional<CardProblem> problem(String text, Instant at) {
        return judged(text, at) instanceof CardVerdict.Refused refused
                ? Optional.of(refused.problem())
                : Optional.empty();
    }

    /** By somebody who has our public lists and the pinned key, and nothing else. */
    public CardVerdict judged(String text, Instant at) {
        TrustList trust = new TrustListJws(PROVIDERS)
                .read(
                        new String(fetch("/cards/trust-list"), StandardCharsets.US_ASCII),
                        Jwk.read(JsonMapper.builder().build().readTree(fetch("/cards/trust-list-key")), PROVIDERS));
        StatusShelf shelf = new StatusShelf(trust, PROVIDERS);
        for (int shard : CardPlaces.shown()) {
            shelf.put(house.base() + "/cards/status/" + shard, fetch("/cards/status/" + shard));
        }
        return new CardVerifier(Optional.of(trust), shelf, PROVIDERS).verify(text, at);
    }

    private byte[] fetch(String path) {
        return house.outsider()
                .send(HttpRequest.newBuilder(URI.create(house.base() + path)).header("Accept", "*/*"))
                .body();
    }
}
