package vn.khue.signing.house;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import vn.khue.signing.house.Browser.Page;
import vn.khue.signing.house.Browser.Part;

/** Steps that many tests need, each done through the pages. */
public final class Desk {
    private static final AtomicInteger SUBJECTS = new AtomicInteger();

    private final SigningHouse house;

    public Desk(SigningHouse house) {
        this.house = house;
    }

    /** Gives the school its certificates, pictures and seal holder, once a JVM. */
    public synchronized void ready() {
        School school = house.school();
        Browser principal = house.as(school.principal());
        Page certificates = principal.get("/certificates");
        if (!certificates.body().contains("id=\"request-own\"")) {
            return;
        }
        principal.post(certificates, "/certificates/requests");
        principal.upload(certificates, "/images/signature", Part.file("image", "ky.png", Papers.signature()));
        Page sheet = principal.post(
                certificates,
                "/certificates/seal",
                Map.of("holder", List.of(school.clerk().id().toString())));
        principal.stepUp(sheet);
        Browser officer = house.as(school.officer());
        approveAll(officer);
        Browser clerk = house.as(school.clerk());
        clerk.upload(clerk.get("/certificates"), "/images/seal", Part.file("image", "dau.png", Papers.seal()));
    }

    /** Approves every open request. */
    public void approveAll(Browser officer) {
        Page list = officer.get("/certificates/requests");
        while (list.body().contains("data-state=\"REQUESTED\"")) {
            String id = list.first("data-request=\"([0-9a-f-]{36})\" data-state=\"REQUESTED\"");
            list = officer.post(list, "/certificates/requests/" + id + "/approve");
        }
    }

    /** A new decision that the principal is to sign. */
    public byte[] decision() {
        return Papers.decision(
                "Về việc khen thưởng học sinh, số " + SUBJECTS.incrementAndGet(),
                List.of("HIỆU TRƯỞNG"),
                house.school().principal().name());
    }

    /** Hands a file in and shows the page it led to. */
    public Page submit(Browser by, byte[] file, Member signer) {
        Page form = by.get("/documents/new");
        return by.upload(
                form,
                "/documents",
                Part.file("file", "van-ban.pdf", file),
                Part.field("title", "Khen thưởng học sinh " + SUBJECTS.incrementAndGet()),
                Part.field("kind", "QD"),
                Part.field("signer", signer.id().toString()),
                Part.field("key", form.first("name=\"key\" value=\"([^\"]+)\"")));
    }

    /** A document that waits for the principal. */
    public UUID waiting() {
        return Browser.id(submit(
                house.as(house.school().teacher()), decision(), house.school().principal()));
    }

    /** A document that the principal has signed. */
    public UUID signed() {
        UUID id = waiting();
        Browser principal = house.as(house.school().principal());
        Page sheet =
                principal.post(principal.get("/documents/" + id), "/inbox/sign", Map.of("d", List.of(id.toString())));
        principal.stepUp(sheet);
        return id;
    }

    /** A document with its number. */
    public UUID numbered() {
        UUID id = signed();
        Browser clerk = house.as(house.school().clerk());
        clerk.post(clerk.get("/documents/" + id), "/documents/" + id + "/number");
        return id;
    }

    /** The document's state in the database. */
    public String state(UUID id) {
        return house.database()
                .sql("select state from document where id = :id")
                .param("id", id)
                .query(String.class)
                .single();
    }
}
