package vn.khue.web.page;

import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;

/** Serves {@link Assets}; the answer never changes, and says so. */
@Controller
public final class AssetController {

    private final Assets assets;

    public AssetController(Assets assets) {
        this.assets = assets;
    }

    @GetMapping("/assets/{hash}/{name}")
    ResponseEntity<byte[]> get(HttpServletRequest request) {
        return assets.at(request.getServletPath())
                .map(asset -> ResponseEntity.ok()
                        .cacheControl(CacheControl.maxAge(Duration.ofDays(365))
                                .cachePublic()
                                .immutable())
                        .header(HttpHeaders.CONTENT_TYPE, asset.type())
                        .body(asset.content()))
                .orElseGet(() -> ResponseEntity.notFound().build());
    }
}
