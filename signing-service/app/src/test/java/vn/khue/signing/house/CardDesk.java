package vn.khue.signing.house;

import static vn.khue.signing.house.HostDesk.require;

import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import vn.khue.directory.Position;
import vn.khue.signing.house.HostDesk.Answer;
import vn.khue.signing.house.HostDesk.Clerk;

/** A card officer who issues cards, each after a step-up. */
public final class CardDesk {
    private static int made;

    private final SigningHouse house;
    private final HostDesk desk;
    public final Clerk officer;

    public CardDesk(SigningHouse house) {
        this.house = house;
        this.desk = new HostDesk(house);
        this.officer = desk.appointed("Đoàn Thị Thẻ", Position.CAN_BO_THE);
    }

    /** Somebody new who teaches here. */
    public Member teacher(String name) {
        return School.member(house.writer(), "the.vi" + ++made, name, Position.GIAO_VIEN, School.HERE);
    }

    public Clerk clerk(Member member) {
        return desk.clerk(member);
    }

    /** The member's card here, as the office answers it. */
    public Answer issued(Member member) {
        Answer draft = require(
                officer.post(
                        "/api/cards/drafts", "{\"person\":\"" + member.id() + "\",\"unit\":\"" + member.unit() + "\"}"),
                201);
        Browser.Page sheet = new Browser.Page(
                200,
                "/",
                "action=\"" + draft.text("stepUp") + "\" name=\"_csrf\" value=\""
                        + officer.page().first("name=\"_csrf\" value=\"([^\"]+)\"") + "\"",
                null);
        Matcher back = Pattern.compile("authorisation=([0-9a-f-]{36})")
                .matcher(officer.browser().stepUpReturn(sheet, Map.of()));
        if (!back.find()) {
            throw new AssertionError("expected to come back from the step-up, did not");
        }
        return require(
                officer.post(
                        "/api/cards/drafts/" + draft.text("id") + "/issue",
                        "{\"authorisation\":\"" + back.group(1) + "\"}"),
                201);
    }
}
