package vn.khue.signing.house;

import java.time.LocalDate;
import java.time.ZoneId;
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

    /** The principal delegates signing to a vice-principal for today, every kind of document. */
    public void delegate(Member deputy) {
        Browser principal = house.as(house.school().principal());
        principal.stepUp(principal.post(
                principal.get("/delegations"),
                "/delegations",
                Map.of(
                        "type", List.of("KT"),
                        "to", List.of(deputy.id().toString()),
                        "first", List.of(today()),
                        "last", List.of(today()),
                        "basis", List.of("Quyết định phân công 12/QĐ-THCSTT2"))));
    }

    /** In Viet Nam, as a form has it. */
    public String today() {
        return LocalDate.ofInstant(house.clock().instant(), ZoneId.of("Asia/Ho_Chi_Minh"))
                .toString();
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
        return submit(by, file, signer, "Khen thưởng học sinh " + SUBJECTS.incrementAndGet());
    }

    /** The same, under a title. */
    public Page submit(Browser by, byte[] file, Member signer, String title) {
        Page form = by.get("/documents/new");
        return by.upload(
                form,
                "/documents",
                Part.file("file", "van-ban.pdf", file),
                Part.field("title", title),
                Part.field("kind", "QD"),
                Part.field("signer", signer.id().toString()),
                Part.field("key", form.first("name=\"key\" value=\"([^\"]+)\"")));
    }

    /** The signer sees every page of a document, as a picture. */
    public Page read(Browser signer, UUID id) {
        Page page = signer.get("/documents/" + id);
        int pages = Integer.parseInt(page.first("data-pages=\"(\\d+)\""));
        for (int number = 1; number <= pages; number++) {
            signer.get("/documents/" + id + "/pages/" + number + ".png?w=480");
        }
        return page;
    }

    /** The signer reads a document and goes to the sheet of the step-up, or to what stands in the way. */
    public Page propose(Browser signer, UUID id) {
        return signer.post(read(signer, id), "/inbox/sign", Map.of("d", List.of(id.toString())));
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
        principal.stepUp(propose(principal, id));
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
