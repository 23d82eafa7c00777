package vn.khue.console.factor;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.LocaleResolver;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import vn.khue.console.gate.ConsoleException;
import vn.khue.console.gate.PersonGate;
import vn.khue.console.help.HelpAct;
import vn.khue.console.slip.PrintedSlip;
import vn.khue.console.slip.SlipPage;

/** The page on which second factors are reset by two officers. */
@Controller
final class FactorController {

    private static final String PAGE = "/second-factors";
    private static final int LONGEST_REASON = 300;
    private static final int LONGEST_UID = 64;
    private static final Pattern TICKET = Pattern.compile("[A-Za-z0-9][A-Za-z0-9./#_-]{1,39}");

    private final PersonGate gate;
    private final FactorDesk desk;
    private final MessageSource texts;
    private final LocaleResolver language;

    FactorController(PersonGate gate, FactorDesk desk, MessageSource texts, LocaleResolver language) {
        this.gate = gate;
        this.desk = desk;
        this.texts = texts;
        this.language = language;
    }

    @GetMapping(PAGE)
    String show(HttpServletRequest request, Model model) {
        return list(request, model, Map.of("uid", "", "ticket", "", "reason", ""), "");
    }

    /** @param problem among the texts: {@code factors.problem.PROBLEM}; empty where there is none */
    private String list(HttpServletRequest request, Model model, Map<String, String> typed, String problem) {
        model.addAttribute("requests", gate.ask(request, desk::waiting));
        model.addAttribute("typed", typed);
        model.addAttribute("problem", problem);
        return "second-factors";
    }

    @PostMapping(PAGE)
    String ask(
            HttpServletRequest request,
            HttpServletResponse response,
            Model model,
            RedirectAttributes next,
            @RequestParam(name = "uid", defaultValue = "") String uid,
            @RequestParam(name = "ticket", defaultValue = "") String ticket,
            @RequestParam(name = "reason", defaultValue = "") String reason) {
        Map<String, String> typed = Map.of("uid", uid.strip(), "ticket", ticket.strip(), "reason", reason.strip());
        Optional<String> problem = wellFormed(typed) ? tried(request, typed) : Optional.of("values");
        if (problem.isPresent()) {
            response.setStatus(
                    problem.get().equals("waits")
                            ? HttpServletResponse.SC_CONFLICT
                            : HttpServletResponse.SC_BAD_REQUEST);
            return list(request, model, typed, problem.get());
        }
        next.addFlashAttribute("done", "asked");
        return "redirect:" + PAGE;
    }

    private static boolean wellFormed(Map<String, String> typed) {
        return !typed.get("uid").isEmpty()
                && typed.get("uid").length() <= LONGEST_UID
                && TICKET.matcher(typed.get("ticket")).matches()
                && !typed.get("reason").isEmpty()
                && typed.get("reason").length() <= LONGEST_REASON;
    }

    /** What the gate says against it, among the texts. */
    private Optional<String> tried(HttpServletRequest request, Map<String, String> typed) {
        try {
            gate.ask(request, token -> {
                desk.ask(token, typed.get("uid"), typed.get("ticket"), typed.get("reason"));
                return typed;
            });
            return Optional.empty();
        } catch (ConsoleException e) {
            return Optional.of(
                    switch (e.reason()) {
                        case VALUES_REFUSED -> "values";
                        case NOT_THERE -> "unknown";
                        case DENIED -> "denied";
                        case CHANGED -> "waits";
                        default -> throw e;
                    });
        }
    }

    /** The answer is the slip itself: nothing keeps it for a second look. */
    @PostMapping(PAGE + "/{id}/approve")
    String approve(HttpServletRequest request, HttpServletResponse response, Model model, @PathVariable("id") UUID id) {
        try {
            FactorDesk.Approved approved = gate.ask(request, token -> desk.approve(token, id));
            return new SlipPage(
                            HelpAct.RESET_PASSWORD,
                            said(request, "factors.title"),
                            PAGE,
                            said(request, "factors.slip.back"))
                    .show(model, PrintedSlip.of(List.of(approved.person()), List.of(approved.slip()), ""));
        } catch (ConsoleException e) {
            return gone(request, response, model, e);
        }
    }

    @PostMapping(PAGE + "/{id}/refuse")
    String refuse(
            HttpServletRequest request,
            HttpServletResponse response,
            Model model,
            RedirectAttributes next,
            @PathVariable("id") UUID id) {
        try {
            gate.ask(request, token -> {
                desk.refuse(token, id);
                return id;
            });
        } catch (ConsoleException e) {
            return gone(request, response, model, e);
        }
        next.addFlashAttribute("done", "refused");
        return "redirect:" + PAGE;
    }

    private String gone(HttpServletRequest request, HttpServletResponse response, Model model, ConsoleException e) {
        if (e.reason() != ConsoleException.Reason.NOT_THERE) {
            throw e;
        }
        response.setStatus(HttpServletResponse.SC_CONFLICT);
        return list(request, model, Map.of("uid", "", "ticket", "", "reason", ""), "gone");
    }

    private String said(HttpServletRequest request, String text) {
        return texts.getMessage(text, new Object[0], language.resolveLocale(request));
    }
}
