package vn.khue.signing.acme;

import java.util.List;
import java.util.UUID;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import vn.khue.pki.DnsName;
import vn.khue.signing.document.PageOf;
import vn.khue.signing.refusal.Refusal;
import vn.khue.signing.refusal.SigningException;
import vn.khue.signing.rights.ActingPerson;

/** External account bindings, JSON in and out, for people who are signed in. */
@RestController
@RequestMapping("/service-certificates/acme-bindings")
public class BindingController {
    private final BindingOffice office;

    public BindingController(BindingOffice office) {
        this.office = office;
    }

    /** @param names of hosts, approved for the unit */
    public record Asked(List<String> names) {}

    /** @param state one of {@link AcmeBinding.State} */
    public record View(UUID id, String unit, List<String> names, String state) {
        static View of(AcmeBinding binding) {
            return new View(
                    binding.id(),
                    binding.unit(),
                    binding.names().stream().map(DnsName::text).toList(),
                    binding.state().name());
        }
    }

    /** One page of bindings. */
    public record Bindings(List<View> bindings, int page, int pages, long total) {}

    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    public View ask(ActingPerson person, @RequestBody Asked asked) {
        List<String> names = asked.names() == null ? List.of() : asked.names();
        return View.of(office.ask(
                person,
                names.stream()
                        .map(name -> DnsName.parse(name == null ? "" : name)
                                .orElseThrow(() -> new SigningException(Refusal.NAME_NOT_APPROVED)))
                        .toList()));
    }

    @GetMapping
    public Bindings list(ActingPerson person, @RequestParam(defaultValue = "1") int page) {
        PageOf<AcmeBinding> list = office.list(person, Math.max(1, page));
        return new Bindings(list.rows().stream().map(View::of).toList(), list.number(), list.pages(), list.total());
    }

    @PostMapping("/{id}/grant")
    public View grant(ActingPerson person, @PathVariable UUID id) {
        return View.of(office.grant(person, id));
    }

    @PostMapping("/{id}/key")
    public BindingOffice.Key key(ActingPerson person, @PathVariable UUID id) {
        return office.key(person, id);
    }

    @PostMapping("/{id}/end")
    public View end(ActingPerson person, @PathVariable UUID id) {
        return View.of(office.end(person, id));
    }
}
