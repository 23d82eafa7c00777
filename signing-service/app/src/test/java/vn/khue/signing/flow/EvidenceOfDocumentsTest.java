package vn.khue.signing.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntSupplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import vn.khue.pki.DigestAlgorithm;
import vn.khue.pki.ca.Hierarchy;
import vn.khue.pki.path.PathValidator;
import vn.khue.pki.policy.AlgorithmEnds;
import vn.khue.pki.policy.PkiPolicy;
import vn.khue.pki.trust.TrustAnchor;
import vn.khue.pki.trust.TrustClass;
import vn.khue.pki.trust.TrustStore;
import vn.khue.signature.cades.HashedContent;
import vn.khue.signature.evidence.EvidenceRecorder;
import vn.khue.signature.pades.PdfExtender;
import vn.khue.signature.validation.EvidenceFile;
import vn.khue.signature.validation.EvidenceRecordJudge;
import vn.khue.signature.validation.EvidenceReport;
import vn.khue.signature.validation.Indication;
import vn.khue.signature.validation.ValidationContext;
import vn.khue.signing.archive.ArchiveRenewal;
import vn.khue.signing.archive.ArchivedContent;
import vn.khue.signing.archive.ArchivedDocuments;
import vn.khue.signing.archive.CheckedEvidence;
import vn.khue.signing.archive.EvidenceKeeping;
import vn.khue.signing.archive.EvidenceRecords;
import vn.khue.signing.archive.EvidenceRenewal;
import vn.khue.signing.archive.ProofEnds;
import vn.khue.signing.authorisation.SigningPolicy;
import vn.khue.signing.document.ContentDigest;
import vn.khue.signing.document.ContentStore;
import vn.khue.signing.document.DocumentStore;
import vn.khue.signing.event.SigningEvents;
import vn.khue.signing.house.Browser;
import vn.khue.signing.house.Browser.Page;
import vn.khue.signing.house.Browser.Part;
import vn.khue.signing.house.Desk;
import vn.khue.signing.house.RawPdf;
import vn.khue.signing.house.SigningHouse;

/** Evidence records of documents that are kept for long: made, given out and renewed by the service itself. */
class EvidenceOfDocumentsTest {
    @TempDir
    private static Path folder;

    private static SigningHouse house;
    private static Desk desk;
    private static EvidenceKeeping keeping;
    private static EvidenceRenewal renewal;

    @BeforeAll
    static void open() {
        // A house of its own: what is done to all documents here would be done to those of other tests.
        house = SigningHouse.with(List.of());
        desk = new Desk(house);
        desk.ready();
        keeping = house.bean(EvidenceKeeping.class);
        renewal = house.bean(EvidenceRenewal.class);
    }

    @AfterAll
    static void shut() {
        house.close();
    }

    @Test
    void whatIsKeptForLongGetsARecordThatAnybodyCanCheck() throws Exception {
        UUID first = published("NQ");
        UUID second = published("QC");
        UUID shortLived = published("QD");
        assertThat(keeping.sweep()).as("two wait for more to come").isZero();
        waited(first, second, shortLived);
        assertThat(keeping.sweep()).isEqualTo(2);
        assertThat(keeping.sweep()).as("once").isZero();
        assertThat(records(shortLived)).isZero();
        assertThat(batch(first)).as("one timestamp").isEqualTo(batch(second));
        for (UUID id : List.of(first, second)) {
            assertThat(evidenceEvents(id, "create")).isEqualTo(1);
        }

        Browser clerk = house.as(house.school().clerk());
        Page page = clerk.get("/documents/" + first);
        assertThat(page.body()).contains("Bằng chứng lưu trữ", "id=\"evidence\"");
        byte[] record = clerk.get("/documents/" + first + "/evidence").answer().body();
        byte[] file = clerk.get("/documents/" + first + "/file").answer().body();
        EvidenceReport report = judge(record, file);
        assertThat(report.indication()).as("%s", report.findings()).isEqualTo(Indication.TOTAL_PASSED);
        assertThat(report.provenAt()).isPresent();
        file[file.length - 1] ^= 1;
        assertThat(judge(record, file).indication()).isEqualTo(Indication.TOTAL_FAILED);
        assertThat(judge(
                                record,
                                clerk.get("/documents/" + second + "/file")
                                        .answer()
                                        .body())
                        .indication())
                .as("of another document")
                .isEqualTo(Indication.TOTAL_FAILED);

        assertThat(clerk.get("/documents/" + shortLived + "/evidence").status()).isEqualTo(404);
        assertThat(clerk.get("/documents/" + shortLived).body()).doesNotContain("id=\"evidence\"");
    }

    @Test
    void theRecordIsForWhoeverMayReadTheDocumentAndWithThePublicPageForEverybody() {
        UUID id = published("HOP_DONG");
        waited(id);
        keeping.sweep();
        byte[] record = record(id);
        Browser stranger = house.as(house.school().otherClerk());
        assertThat(stranger.get("/documents/" + id + "/evidence").status()).isEqualTo(403);
        assertThat(house.events("ACCESS_DENIED", "/documents/{id}/evidence")).isPositive();

        Page open = house.outsider().get("/d/" + publicId(id));
        assertThat(open.body()).contains("id=\"evidence\"");
        var answer = house.outsider().get("/d/" + publicId(id) + "/evidence").answer();
        assertThat(answer.body()).isEqualTo(record);
        assertThat(answer.headers().firstValue("Content-Disposition").orElseThrow())
                .startsWith("attachment")
                .contains(".er");

        house.database()
                .sql("update document set state = 'RECALLED' where id = :id")
                .param("id", id)
                .update();
        assertThat(house.outsider().get("/d/" + publicId(id) + "/evidence").status())
                .isEqualTo(house.outsider().get("/d/" + publicId(id) + "/file").status())
                .isGreaterThanOrEqualTo(400);
    }

    @Test
    void aBatchThatDiesInTheMiddleLeavesNothingAndIsMadeAgain() {
        UUID first = published("NQ");
        UUID second = published("NQ");
        waited(first, second);
        UUID last = first.compareTo(second) < 0 ? second : first;
        long batches = count("select count(*) from evidence_batch");
        house.database()
                .sql("create function die3() returns trigger language plpgsql as $$ begin if new.document = '" + last
                        + "' then raise exception 'crash'; end if; return new; end $$")
                .update();
        house.database()
                .sql("create trigger die3 before insert on evidence_record for each row execute function die3()")
                .update();
        try {
            assertThatThrownBy(keeping::sweep).isInstanceOf(RuntimeException.class);
        } finally {
            house.database().sql("drop trigger die3 on evidence_record").update();
            house.database().sql("drop function die3()").update();
        }
        assertThat(records(first) + records(second)).isZero();
        assertThat(count("select count(*) from evidence_batch")).isEqualTo(batches);
        assertThat(evidenceEvents(first, "create") + evidenceEvents(second, "create"))
                .isZero();
        keeping.sweep();
        assertThat(records(first)).isEqualTo(1);
        assertThat(records(second)).isEqualTo(1);
        assertThat(evidenceEvents(first, "create")).isEqualTo(1);
    }

    @Test
    void ofTwoNodesOneMakesTheRecordAndOneRenewsIt() throws Exception {
        List<UUID> documents = List.of(published("NQ"), published("QC"), published("QYD"));
        waited(documents.toArray(UUID[]::new));
        new TransactionTemplate(house.bean(PlatformTransactionManager.class)).executeWithoutResult(status -> {
            house.database()
                    .sql("select pg_advisory_xact_lock(:making)")
                    .param("making", 0x6b687565_65766964L)
                    .query()
                    .listOfRows();
            assertThat(elsewhere(keeping::sweep)).as("another node is at it").isZero();
        });
        atOnce(keeping::sweep);
        for (UUID id : documents) {
            assertThat(records(id)).isEqualTo(1);
            assertThat(evidenceEvents(id, "create")).isEqualTo(1);
        }
        endsIn(documents.get(0), Duration.ofDays(44));
        atOnce(renewal::sweep);
        for (UUID id : documents) {
            assertThat(evidenceEvents(id, "renew")).isEqualTo(1);
        }
    }

    @Test
    void aDamagedFileWaitsAndTheOthersGoOn() {
        UUID bad = published("NQ");
        UUID good = published("NQ");
        waited(bad, good);
        byte[] digest = current(bad);
        pointTo(bad, new byte[32]);
        keeping.sweep();
        assertThat(records(good)).isEqualTo(1);
        assertThat(records(bad)).isZero();
        pointTo(bad, digest);
        keeping.sweep();
        assertThat(records(bad)).as("its pause is not over").isZero();
        house.database()
                .sql("update evidence_pause set not_before = not_before - interval '1 hour' where document = :id")
                .param("id", bad)
                .update();
        keeping.sweep();
        assertThat(records(bad)).isEqualTo(1);
    }

    @Test
    void aRecordIsRenewedBeforeItsAuthorityEndsAndLeftToEndWhenNobodyHasToKeepTheDocument() throws Exception {
        UUID id = published("NQ");
        waited(id);
        keeping.sweep();
        byte[] before = record(id);
        endsIn(id, Duration.ofDays(46));
        assertThat(renewal.sweep()).isZero();
        endsIn(id, Duration.ofDays(44));
        assertThat(renewal.sweep()).isEqualTo(1);
        assertThat(renewal.sweep()).as("once").isZero();
        byte[] after = record(id);
        assertThat(after.length).isGreaterThan(before.length);
        EvidenceReport report = judge(after, file(id));
        assertThat(report.indication()).as("%s", report.findings()).isEqualTo(Indication.TOTAL_PASSED);
        assertThat(report.provenAt()).isEqualTo(judge(before, file(id)).provenAt());
        assertThat(report.timestamps()).hasSize(2);
        assertThat(evidenceEvents(id, "renew")).isEqualTo(1);

        house.database()
                .sql("update document set kind = 'QD' where id = :id")
                .param("id", id)
                .update();
        endsIn(id, Duration.ofDays(1));
        assertThat(renewal.sweep()).isZero();
        assertThat(count("select count(*) from evidence_batch where renew_by is null and id = '" + batch(id) + "'"))
                .isEqualTo(1);
        assertThat(house.as(house.school().clerk()).get("/documents/" + id).body())
                .contains("không gia hạn nữa");
    }

    @Test
    void hashAndFileTimestampAreRenewedBeforeTheHashEnds() throws Exception {
        UUID id = published("NQ");
        UUID damaged = published("NQ");
        waited(id, damaged);
        keeping.sweep();
        byte[] before = record(id);
        byte[] digest = current(damaged);
        ProofEnds ends = endOf(DigestAlgorithm.SHA256, Duration.ofDays(30));

        Path lost = house.bean(ContentStore.class).open(ContentDigest.of(digest));
        Path away = Files.move(lost, folder.resolve("away"));
        EvidenceRenewal renewing = renewing(ends);
        renewing.sweep();
        EvidenceReport report = judge(record(id), file(id));
        assertThat(report.indication()).as("%s", report.findings()).isEqualTo(Indication.TOTAL_PASSED);
        assertThat(report.timestamps())
                .extracting(EvidenceReport.Timestamp::algorithm)
                .containsExactly("SHA-256", "SHA-384");
        assertThat(report.provenAt()).isEqualTo(judge(before, file(id)).provenAt());
        assertThat(evidenceEvents(id, "rehash")).isEqualTo(1);
        assertThat(evidenceEvents(damaged, "rehash")).as("its file is gone").isZero();
        assertThat(batch(damaged)).isNotEqualTo(batch(id));

        Files.move(away, lost);
        house.database()
                .sql("update evidence_batch set renew_not_before = null")
                .update();
        assertThat(renewing.sweep()).isEqualTo(1);
        assertThat(evidenceEvents(damaged, "rehash")).isEqualTo(1);
        assertThat(renewing.sweep()).as("once").isZero();

        ArchiveRenewal inFile = new ArchiveRenewal(
                house.bean(ArchivedDocuments.class),
                house.bean(DocumentStore.class),
                house.bean(ContentStore.class),
                house.bean(PdfExtender.class),
                ends,
                house.bean(SigningPolicy.class),
                house.bean(SigningEvents.class),
                house.bean(PlatformTransactionManager.class),
                house.clock());
        assertThat(inFile.sweep()).isPositive();
        assertThat(inFile.sweep()).as("once").isZero();
        assertThat(house.database()
                        .sql("select renew_algorithms from document where id = :id")
                        .param("id", id)
                        .query(String.class)
                        .single())
                .isEqualTo("SHA384 EC 256");
        assertThat(house.outsider().get("/d/" + publicId(id)).body()).contains("data-indication=\"TOTAL_PASSED\"");
        assertThat(house.as(house.school().clerk())
                        .get("/documents/" + id + "/evidence")
                        .status())
                .as("of the file as it is now there is none yet")
                .isEqualTo(404);
        keeping.sweep();
        assertThat(judge(record(id), file(id)).indication()).isEqualTo(Indication.TOTAL_PASSED);
        assertThat(records(id)).as("one for each form of the file").isEqualTo(2);
    }

    private static EvidenceRenewal renewing(ProofEnds ends) {
        return new EvidenceRenewal(
                house.bean(EvidenceRecords.class),
                house.bean(ArchivedContent.class),
                house.bean(EvidenceRecorder.class),
                house.bean(CheckedEvidence.class),
                ends,
                house.bean(SigningPolicy.class),
                house.bean(SigningEvents.class),
                house.bean(PlatformTransactionManager.class),
                house.clock());
    }

    /** As if the policy profile named an end of this hash. */
    private static ProofEnds endOf(DigestAlgorithm digest, Duration in) {
        PkiPolicy usual = house.bean(PkiPolicy.class);
        LocalDate end = LocalDate.ofInstant(house.clock().instant().plus(in), ZoneOffset.UTC);
        PkiPolicy ending = new PkiPolicy(
                "ending",
                usual.algorithms(),
                new AlgorithmEnds(List.of(new AlgorithmEnds.DigestEnd(digest, end)), List.of()),
                usual.revocation(),
                usual.path(),
                usual.timestamp(),
                usual.sources());
        return new ProofEnds(ending, house.bean(Hierarchy.class), house.bean(SigningPolicy.class), house.clock());
    }

    /** As {@code ./khue verify --record} does: without the network, by the root that the service exports. */
    private static EvidenceReport judge(byte[] record, byte[] file) throws Exception {
        try (InputStream in =
                Files.newInputStream(house.state().resolve("trust").resolve("khue-root.crt"))) {
            X509Certificate root =
                    (X509Certificate) CertificateFactory.getInstance("X.509").generateCertificate(in);
            return new EvidenceRecordJudge()
                    .judge(
                            "record.er",
                            record,
                            List.of(new EvidenceFile("file.pdf", HashedContent.of(file))),
                            ValidationContext.offline(
                                    TrustStore.of(TrustAnchor.of(root, TrustClass.INTERNAL, "Khuê", "exported")),
                                    house.bean(PathValidator.class),
                                    house.clock().instant()));
        }
    }

    private static UUID published(String kind) {
        Browser teacher = house.as(house.school().teacher());
        Page form = teacher.get("/documents/new");
        Page page = teacher.upload(
                form,
                "/documents",
                Part.file(
                        "file",
                        "x.pdf",
                        RawPdf.a4()
                                .words(100, 400, "Luu tru " + UUID.randomUUID())
                                .bytes()),
                Part.field("title", "Lưu trữ"),
                Part.field("kind", kind),
                Part.field("signer", house.school().principal().id().toString()),
                Part.field("key", form.first("name=\"key\" value=\"([^\"]+)\"")));
        UUID id = Browser.id(page);
        Browser principal = house.as(house.school().principal());
        principal.stepUp(desk.propose(principal, id));
        Browser clerk = house.as(house.school().clerk());
        Page numbered = clerk.post(clerk.get("/documents/" + id), "/documents/" + id + "/number");
        clerk.stepUp(clerk.post(numbered, "/documents/" + id + "/seal"));
        clerk.post(clerk.get("/documents/" + id), "/documents/" + id + "/publish");
        assertThat(desk.state(id)).isEqualTo("PUBLISHED");
        return id;
    }

    /** As if they had been published days ago. */
    private static void waited(UUID... documents) {
        house.database()
                .sql("update document set changed_at = changed_at - interval '2 days' where id in (:ids)")
                .param("ids", List.of(documents))
                .update();
    }

    private static void endsIn(UUID id, Duration time) {
        house.database()
                .sql("update evidence_batch set renew_by = :end where id = :batch and renew_by is not null")
                .param("end", Timestamp.from(house.clock().instant().plus(time)))
                .param("batch", batch(id))
                .update();
    }

    private static void atOnce(IntSupplier sweep) throws Exception {
        ExecutorService nodes = Executors.newFixedThreadPool(2);
        try {
            List<Future<Integer>> both = new ArrayList<>();
            for (int i = 0; i < 2; i++) {
                both.add(nodes.submit(sweep::getAsInt));
            }
            for (Future<Integer> each : both) {
                each.get();
            }
        } finally {
            nodes.shutdown();
        }
    }

    private static int elsewhere(IntSupplier sweep) {
        ExecutorService node = Executors.newSingleThreadExecutor();
        try {
            return node.submit(sweep::getAsInt).get();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        } finally {
            node.shutdown();
        }
    }

    private static byte[] file(UUID id) {
        return house.as(house.school().clerk())
                .get("/documents/" + id + "/file")
                .answer()
                .body();
    }

    private static byte[] record(UUID id) {
        return house.database()
                .sql("select r.record from evidence_record r join document d on d.id = r.document"
                        + " and d.current_sha256 = r.sha256 where d.id = :id")
                .param("id", id)
                .query(byte[].class)
                .single();
    }

    private static UUID batch(UUID id) {
        return house.database()
                .sql("select batch from evidence_record where document = :id")
                .param("id", id)
                .query(UUID.class)
                .single();
    }

    private static long records(UUID id) {
        return count("select count(*) from evidence_record where document = '" + id + "'");
    }

    private static long count(String sql) {
        return house.database().sql(sql).query(Long.class).single();
    }

    private static long evidenceEvents(UUID id, String operation) {
        return house.database()
                .sql("select count(*) from audit_outbox where body like '%\"EVIDENCE_RECORDED\"%' and body like :id"
                        + " and body like :operation")
                .param("id", "%" + id + "%")
                .param("operation", "%\"" + operation + "\"%")
                .query(Long.class)
                .single();
    }

    private static byte[] current(UUID id) {
        return house.database()
                .sql("select current_sha256 from document where id = :id")
                .param("id", id)
                .query(byte[].class)
                .single();
    }

    private static void pointTo(UUID id, byte[] digest) {
        house.database()
                .sql("update document set current_sha256 = :digest where id = :id")
                .param("digest", digest)
                .param("id", id)
                .update();
    }

    private static String publicId(UUID id) {
        return house.database()
                .sql("select public_id from document where id = :id")
                .param("id", id)
                .query(String.class)
                .single();
    }
}
