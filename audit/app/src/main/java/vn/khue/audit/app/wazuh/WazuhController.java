package vn.khue.audit.app.wazuh;

import jakarta.servlet.http.HttpServletRequest;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import vn.khue.audit.app.browse.Readers;
import vn.khue.audit.app.entity.EntityKind;
import vn.khue.audit.app.entity.EntityRef;
import vn.khue.audit.app.rights.LogRight;
import vn.khue.audit.app.rights.LogRights;
import vn.khue.audit.detection.pack.DetectionPack;
import vn.khue.audit.event.DetailKey;
import vn.khue.audit.event.EventKind;
import vn.khue.audit.event.Outcome;
import vn.khue.audit.event.TargetKind;
import vn.khue.audit.wazuh.Action;
import vn.khue.audit.wazuh.ApiLine;
import vn.khue.audit.wazuh.export.ExportedPack;
import vn.khue.audit.wazuh.export.RuleExport;
import vn.khue.web.event.AuditEvents;
import vn.khue.web.login.SignedInPerson;

/** Where Wazuh is set up and tried, where its computers and alerts are seen, and where its rules are taken from. */
@Controller
final class WazuhController {

    private final LogRights rights;
    private final SetUps setUps;
    private final WazuhLink link;
    private final WazuhPlaces places;
    private final Computers computers;
    private final SchoolComputers schools;
    private final BlocklistMirror blocklist;
    private final HostAlertList alerts;
    private final Readers readers;
    private final AuditEvents events;
    private final DetectionPack pack;

    WazuhController(
            LogRights rights,
            SetUps setUps,
            WazuhLink link,
            WazuhPlaces places,
            Computers computers,
            SchoolComputers schools,
            BlocklistMirror blocklist,
            HostAlertList alerts,
            Readers readers,
            AuditEvents events,
            DetectionPack pack) {
        this.rights = rights;
        this.setUps = setUps;
        this.link = link;
        this.places = places;
        this.computers = computers;
        this.schools = schools;
        this.blocklist = blocklist;
        this.alerts = alerts;
        this.readers = readers;
        this.events = events;
        this.pack = pack;
    }

    @GetMapping("/wazuh")
    String show(SignedInPerson person, Locale locale, Model model) {
        rights.require(person, LogRight.SET_UP_WAZUH);
        Optional<SetUp> kept = setUps.read();
        if (!model.containsAttribute("form")) {
            model.addAttribute("form", kept.map(WazuhForm::of).orElseGet(WazuhForm::empty));
        }
        if (!model.containsAttribute("failed")) {
            model.addAttribute("failed", null);
        }
        LinkState state = link.state();
        model.addAttribute("known", kept.isPresent());
        model.addAttribute("state", word(state));
        model.addAttribute("down", state instanceof LinkState.Down down ? down : null);
        model.addAttribute("up", state instanceof LinkState.Up up ? up : null);
        model.addAttribute(
                "whole", state instanceof LinkState.Up up && up.permissions().complete());
        model.addAttribute(
                "words", state instanceof LinkState.Up up ? up.permissions().inWords(locale) : List.of());
        model.addAttribute("lines", ApiLine.values());
        model.addAttribute("places", files());
        model.addAttribute("list", blocklist.standing().orElse(null));
        model.addAttribute("unfit", blocklist.unfit());
        model.addAttribute("listFile", BlocklistMirror.FILE);
        model.addAttribute("groups", schools.groups());
        model.addAttribute("units", new TreeMap<>(schools.named()));
        return "wazuh";
    }

    private Map<String, String> files() {
        return Map.of(
                "account", places.account().toString(),
                "indexer", places.indexerAccount().toString(),
                "notices", places.noticeSecret().toString());
    }

    private static String word(LinkState state) {
        return state instanceof LinkState.Up
                ? "up"
                : state instanceof LinkState.Down ? "down" : state instanceof LinkState.Untried ? "untried" : "none";
    }

    @PostMapping("/wazuh")
    String save(
            SignedInPerson person,
            HttpServletRequest request,
            @ModelAttribute("typed") WazuhForm form,
            RedirectAttributes after) {
        String role = rights.require(person, LogRight.SET_UP_WAZUH);
        SetUp setUp = form.setUp();
        Optional<String> fault = setUp.fault();
        if (fault.isPresent()) {
            after.addFlashAttribute("failed", fault.get()).addFlashAttribute("form", form);
            return "redirect:/wazuh";
        }
        setUps.save(
                setUp,
                events.of(EventKind.WAZUH_SET_UP, Outcome.SUCCESS, person, request)
                        .target(TargetKind.SERVICE, "wazuh")
                        .with(DetailKey.OPERATION, "save")
                        .with(DetailKey.ROLE, role)
                        .build());
        link.tested();
        after.addFlashAttribute("done", "save");
        return "redirect:/wazuh";
    }

    /** Asks Wazuh now, with what is saved. */
    @PostMapping("/wazuh/test")
    String test(SignedInPerson person, RedirectAttributes after) {
        rights.require(person, LogRight.SET_UP_WAZUH);
        link.tested();
        after.addFlashAttribute("done", "test");
        return "redirect:/wazuh";
    }

    /** Says of which unit a group's computers are. */
    @PostMapping("/wazuh/groups")
    String group(
            SignedInPerson person,
            HttpServletRequest request,
            @RequestParam(name = "group", defaultValue = "") String group,
            @RequestParam(name = "unit", defaultValue = "") String unit,
            RedirectAttributes after) {
        String role = rights.require(person, LogRight.SET_UP_WAZUH);
        String typed = unit.strip();
        if (!schools.isGroup(group) && !schools.named().containsKey(group)) {
            after.addFlashAttribute("failed", "group");
        } else if (!typed.isEmpty()
                && EntityRef.parse(EntityKind.SCHOOL.word(), typed).isEmpty()) {
            after.addFlashAttribute("failed", "unit")
                    .addFlashAttribute("group", group)
                    .addFlashAttribute("unit", unit);
        } else {
            schools.name(
                    group,
                    typed,
                    events.of(EventKind.WAZUH_SET_UP, Outcome.SUCCESS, person, request)
                            .target(TargetKind.SERVICE, "wazuh")
                            .with(DetailKey.OPERATION, "group")
                            .with(DetailKey.ROLE, role)
                            .build());
            after.addFlashAttribute("done", "group");
        }
        return "redirect:/wazuh";
    }

    @GetMapping("/wazuh/computers")
    String computers(SignedInPerson person, HttpServletRequest request, Model model) throws SQLException {
        String role = rights.require(person, LogRight.SEE_COMPUTERS);
        LinkState state = link.state();
        List<Computers.Group> groups = computers.byGroup();
        model.addAttribute("groups", groups);
        model.addAttribute("enrolment", schools.enrolment(groups));
        model.addAttribute("alerts", alerts.newest(readers.of(person, role, request)));
        model.addAttribute("state", word(state));
        model.addAttribute(
                "blind", state instanceof LinkState.Up up && !up.permissions().whole(Action.AGENT_READ));
        return "computers";
    }

    /** Rules and decoders of 4.x, and Sigma files of 5.x, in one archive. */
    @GetMapping("/wazuh/rules.zip")
    ResponseEntity<byte[]> rules(SignedInPerson person) throws IOException {
        rights.require(person, LogRight.SET_UP_WAZUH);
        ExportedPack exported = RuleExport.of(pack);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes, StandardCharsets.UTF_8)) {
            add(zip, "4.x/" + ExportedPack.RULES_FILE, exported.rules());
            add(zip, "4.x/" + ExportedPack.DECODERS_FILE, exported.decoders());
            add(zip, "4.x/" + ExportedPack.SCRIPT_FILE, exported.script());
            add(zip, "5.x/" + ExportedPack.SCHEMA_DECODER_FILE, exported.schemaDecoder());
            for (Map.Entry<String, String> rule : exported.sigma().entrySet()) {
                add(zip, "5.x/rules/" + rule.getKey() + ".yml", rule.getValue());
            }
        }
        return ResponseEntity.ok()
                .contentType(MediaType.parseMediaType("application/zip"))
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        ContentDisposition.attachment()
                                .filename("khue-wazuh-rules.zip")
                                .build()
                                .toString())
                .body(bytes.toByteArray());
    }

    private static void add(ZipOutputStream zip, String name, String text) throws IOException {
        zip.putNextEntry(new ZipEntry(name));
        zip.write(text.getBytes(StandardCharsets.UTF_8));
        zip.closeEntry();
    }
}
