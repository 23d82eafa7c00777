package vn.khue.audit.app.wazuh;

import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import vn.khue.audit.app.rights.LogRight;
import vn.khue.audit.app.rights.LogRights;
import vn.khue.audit.event.Origin;
import vn.khue.audit.event.Outcome;
import vn.khue.web.event.AuditEvents;
import vn.khue.web.login.SignedInPerson;

/** Asking for a command on a computer, and deciding what another officer asked for. */
@Controller
final class HostCommandController {

    private static final String ALL = "/wazuh/responses";
    private static final int MOST_NOTE = 500;
    /** Computers at once; each is a request of its own, which another officer decides by itself. */
    private static final int MOST_HOSTS = 20;

    private final LogRights rights;
    private final HostCommands responses;
    private final AuditEvents events;
    private final Clock clock;

    HostCommandController(LogRights rights, HostCommands responses, AuditEvents events, Clock clock) {
        this.rights = rights;
        this.responses = responses;
        this.events = events;
        this.clock = clock;
    }

    /** @param decides whether the reader may decide it, which is never so of one's own */
    record Row(HostCommands.Response response, boolean decides, boolean late) {}

    @GetMapping(ALL)
    String all(
            SignedInPerson person,
            Model model,
            @RequestParam(name = "agent", defaultValue = "") String agent,
            @RequestParam(name = "address", defaultValue = "") String address,
            @RequestParam(name = "alert", defaultValue = "") String alert) {
        rights.require(person, LogRight.SEE_COMPUTERS);
        boolean acts = rights.allow(person, LogRight.COMMAND_COMPUTERS);
        List<Row> rows = responses.newest().stream()
                .map(each -> new Row(
                        each,
                        acts
                                && each.state() == HostCommands.State.ASKED
                                && !each.askedBy().equals(person.khueId()),
                        each.state() == HostCommands.State.ASKED
                                && each.askedAt().plus(HostCommands.OPEN).isBefore(clock.instant())))
                .toList();
        model.addAttribute("rows", rows);
        model.addAttribute("acts", acts);
        model.addAttribute("commands", HostCommands.Command.values());
        model.addAttribute("hours", HostCommands.OPEN.toHours());
        if (!model.containsAttribute("agent")) {
            model.addAttribute("agent", agent);
            model.addAttribute("address", address);
            model.addAttribute("alert", alert(alert).map(UUID::toString).orElse(""));
            model.addAttribute("note", "");
        }
        if (!model.containsAttribute("failed")) {
            model.addAttribute("failed", null);
        }
        return "responses";
    }

    @PostMapping(ALL)
    String ask(
            SignedInPerson person,
            HttpServletRequest request,
            RedirectAttributes after,
            @RequestParam(name = "agent", defaultValue = "") String agent,
            @RequestParam(name = "command", defaultValue = "") String command,
            @RequestParam(name = "address", defaultValue = "") String address,
            @RequestParam(name = "alert", defaultValue = "") String alert,
            @RequestParam(name = "note", defaultValue = "") String note) {
        HostCommands.Officer officer = officer(person, request);
        Optional<HostCommands.Command> wanted = command(command);
        Map<String, String> hosts = hosts(agent);
        boolean needsAddress = wanted.map(HostCommands.Command::needsAddress).orElse(false);
        Optional<String> fault = hosts.isEmpty()
                ? Optional.of("agent")
                : wanted.isEmpty()
                        ? Optional.of("command")
                        : needsAddress && Origin.seen(address.strip(), null).isEmpty()
                                ? Optional.of("address")
                                : note.isBlank() || note.length() > MOST_NOTE ? Optional.of("note") : Optional.empty();
        if (fault.isPresent()) {
            after.addFlashAttribute("failed", fault.get())
                    .addFlashAttribute("agent", agent)
                    .addFlashAttribute("address", address)
                    .addFlashAttribute("alert", alert(alert).map(UUID::toString).orElse(""))
                    .addFlashAttribute("note", note);
        } else {
            hosts.forEach((id, host) -> responses.ask(
                    id, host, wanted.get(), needsAddress ? address.strip() : "", note.strip(), alert(alert), officer));
            after.addFlashAttribute("done", "asked");
        }
        return "redirect:" + ALL;
    }

    /** Names by numbers, as they were typed one behind the other; none where one of them is no computer. */
    private Map<String, String> hosts(String typed) {
        List<String> numbers =
                Arrays.stream(typed.strip().split("[\\s,;]+")).distinct().toList();
        Map<String, String> hosts = new LinkedHashMap<>();
        if (numbers.size() <= MOST_HOSTS) {
            numbers.stream()
                    .filter(number -> number.matches("[0-9]{3,9}"))
                    .forEach(number -> responses.host(number).ifPresent(name -> hosts.put(number, name)));
        }
        return hosts.size() == numbers.size() ? hosts : Map.of();
    }

    private Optional<UUID> alert(String typed) {
        return typed.matches("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
                ? Optional.of(UUID.fromString(typed)).filter(responses::isAlert)
                : Optional.empty();
    }

    private static Optional<HostCommands.Command> command(String name) {
        return List.of(HostCommands.Command.values()).stream()
                .filter(each -> each.name().equals(name))
                .findFirst();
    }

    @PostMapping(ALL + "/{id:[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}}")
    String decide(
            SignedInPerson person,
            @PathVariable("id") UUID id,
            HttpServletRequest request,
            RedirectAttributes after,
            @RequestParam(name = "act", defaultValue = "") String act) {
        HostCommands.Officer officer = officer(person, request);
        HostCommands.Step step =
                switch (act) {
                    case "approve" -> responses.approve(id, officer);
                    case "refuse" -> responses.refuse(id, officer);
                    default -> HostCommands.Step.CHANGED;
                };
        if (step == HostCommands.Step.DONE) {
            after.addFlashAttribute("done", act);
        } else {
            after.addFlashAttribute("failed", step.name().toLowerCase(Locale.ROOT));
        }
        return "redirect:" + ALL;
    }

    private HostCommands.Officer officer(SignedInPerson person, HttpServletRequest request) {
        String role = rights.require(person, LogRight.COMMAND_COMPUTERS);
        return new HostCommands.Officer(
                person.khueId(), person.name(), role, kind -> events.of(kind, Outcome.SUCCESS, person, request));
    }
}
