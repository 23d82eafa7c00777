package vn.khue.audit.app.browse;

import jakarta.servlet.http.HttpServletRequest;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Set;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;
import vn.khue.audit.app.proof.CheckedProofs;
import vn.khue.audit.app.proof.ProofCheck;
import vn.khue.audit.app.proof.ProofVerdict;
import vn.khue.audit.app.rights.LogRight;
import vn.khue.audit.app.rights.LogRights;
import vn.khue.audit.app.store.EventSearch;
import vn.khue.audit.app.store.StoredEvent;
import vn.khue.web.login.SignedInPerson;

/** One event: what it says, and the proof that it is in the ledger. */
@Controller
final class EventController {

    private static final JsonMapper JSON =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    private final LogRights rights;
    private final EventSearch search;
    private final Readers readers;
    private final ProofCheck proofs;

    EventController(LogRights rights, EventSearch search, Readers readers, ProofCheck proofs) {
        this.rights = rights;
        this.search = search;
        this.readers = readers;
        this.proofs = proofs;
    }

    @GetMapping("/events/{index:[0-9]{1,18}}")
    String show(SignedInPerson person, @PathVariable("index") long index, HttpServletRequest request, Model model) {
        StoredEvent stored = read(person, LogRight.READ_EVENTS, index, request);
        model.addAttribute("stored", stored);
        model.addAttribute("proven", CheckedProofs.of(request.getSession()).contains(index));
        model.addAttribute("json", JSON.writeValueAsString(JSON.readTree(stored.line())));
        return "event";
    }

    @GetMapping("/events/{index:[0-9]{1,18}}/proof")
    String prove(SignedInPerson person, @PathVariable("index") long index, HttpServletRequest request, Model model) {
        StoredEvent stored = read(person, LogRight.CHECK_PROOFS, index, request);
        ProofVerdict verdict = proofs.check(stored);
        CheckedProofs.keep(request.getSession(), index, verdict);
        model.addAttribute("stored", stored);
        model.addAttribute("verdict", verdict);
        model.addAttribute("state", verdict.getClass().getSimpleName());
        return "proof";
    }

    /** The evidence to take away (C2SP tlog-proof v1). */
    @GetMapping("/events/{index:[0-9]{1,18}}/evidence")
    ResponseEntity<byte[]> evidence(
            SignedInPerson person, @PathVariable("index") long index, HttpServletRequest request) {
        return proven(person, index, request)
                .map(proven -> download(index + ".tlog-proof", proven.evidence().getBytes(StandardCharsets.UTF_8)))
                .orElseGet(() -> ResponseEntity.notFound().build());
    }

    /** The bytes the evidence is about. */
    @GetMapping("/events/{index:[0-9]{1,18}}/entry")
    ResponseEntity<byte[]> entry(SignedInPerson person, @PathVariable("index") long index, HttpServletRequest request) {
        return proven(person, index, request)
                .map(proven -> download(index + ".json", proven.entry()))
                .orElseGet(() -> ResponseEntity.notFound().build());
    }

    private Optional<ProofVerdict.Proven> proven(SignedInPerson person, long index, HttpServletRequest request) {
        ProofVerdict verdict = proofs.check(read(person, LogRight.CHECK_PROOFS, index, request));
        return verdict instanceof ProofVerdict.Proven proven ? Optional.of(proven) : Optional.empty();
    }

    private StoredEvent read(SignedInPerson person, LogRight right, long index, HttpServletRequest request) {
        String role = rights.require(person, right);
        return search.event(index, Set.of(), readers.of(person, role, request))
                .orElseThrow(() -> new NoSuchEventException(index));
    }

    private static ResponseEntity<byte[]> download(String name, byte[] content) {
        return ResponseEntity.ok()
                .contentType(MediaType.APPLICATION_OCTET_STREAM)
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        ContentDisposition.attachment().filename(name).build().toString())
                .body(content);
    }
}
