package vn.khue.signing.authority;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Optional;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;
import vn.khue.audit.ledger.LedgerProofs;
import vn.khue.audit.ledger.LogFiles;
import vn.khue.audit.ledger.LogPublicKey;
import vn.khue.audit.ledger.TilePath;
import vn.khue.pki.issuance.Issuance;
import vn.khue.pki.issuance.IssuancePlace;
import vn.khue.pki.issuance.IssuanceTable;

/**
 * The issuance log for the world (C2SP tlog-tiles, read side): its checkpoint and its tiles of hashes, so that anybody can watch that
 * it only grows, and the proof that a certificate which somebody has is in it. Bundles of entries are not given out: they are the
 * certificates of all people.
 */
@RestController
public final class IssuanceLogController {
    private static final String PREFIX = "/pki/log/";
    private static final MediaType TEXT = MediaType.parseMediaType("text/plain;charset=utf-8");

    private final IssuancePlace place;
    private final IssuanceTable table;
    private final LogFiles files;

    public IssuanceLogController(IssuancePlace place, IssuanceTable table) {
        this.place = place;
        this.table = table;
        this.files = new LogFiles(place.log());
    }

    /** The signed checkpoint; it must be fresh. */
    @GetMapping("/pki/log/checkpoint")
    public ResponseEntity<byte[]> checkpoint() throws IOException {
        return answer(files.checkpoint(), TEXT, CacheControl.noCache());
    }

    /** Tiles never change and may be kept for ever. */
    @GetMapping("/pki/log/tile/**")
    public ResponseEntity<byte[]> tile(HttpServletRequest request) throws IOException {
        String path = request.getRequestURI().substring(request.getContextPath().length() + PREFIX.length());
        Optional<TilePath> tile = TilePath.parse(path).filter(found -> found.level() != TilePath.ENTRIES);
        return answer(
                tile.isEmpty() ? Optional.empty() : files.tile(tile.get()),
                MediaType.APPLICATION_OCTET_STREAM,
                CacheControl.maxAge(Duration.ofDays(365)).cachePublic().immutable());
    }

    /**
     * The proof for one certificate, C2SP tlog-proof v1; 404 where it is not under the checkpoint.
     *
     * @param leaf RFC 6962 leaf hash: SHA-256 of 0x00 and the certificate's DER, hexadecimal
     */
    @GetMapping("/pki/log/proof/{leaf:[0-9a-f]{64}}")
    public ResponseEntity<byte[]> proof(@PathVariable String leaf) {
        Optional<byte[]> proof =
                table.byLeaf(HexFormat.of().parseHex(leaf)).map(Issuance::entry).flatMap(this::proof);
        return answer(proof, TEXT, CacheControl.noCache());
    }

    private Optional<byte[]> proof(long entry) {
        LedgerProofs proofs = new LedgerProofs(place.log(), LogPublicKey.parse(place.vkey()));
        return entry < proofs.checkpoint().size()
                ? Optional.of(proofs.tlogProof(entry).getBytes(StandardCharsets.UTF_8))
                : Optional.empty();
    }

    private static ResponseEntity<byte[]> answer(Optional<byte[]> bytes, MediaType type, CacheControl cache) {
        return bytes.map(found -> ResponseEntity.ok()
                        .cacheControl(cache)
                        .contentType(type)
                        .body(found))
                .orElseGet(() -> ResponseEntity.notFound().build());
    }
}
