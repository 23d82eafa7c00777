<#import "template.ftl" as layout>
<@layout.registrationLayout; section>
<#if section = "header">${msg("khueBadgeTitle")}<#elseif section = "head"><script type="module" src="${url.resourcesPath}/js/badge-camera.js"></script><#elseif section = "form">
<#-- Shown by the script, where there is a camera to be asked. -->
<button type="button" class="btn fill" id="scan" hidden><svg class="i" viewBox="0 0 24 24" aria-hidden="true"><path d="M4 8V4h4M16 4h4v4M20 16v4h-4M8 20H4v-4M8 8h3v3H8zM13 13h3v3h-3zM13 8h3M8 13v3"/></svg>${msg("khueBadgeScan")}</button>
<div class="finder" id="finder" hidden><video playsinline muted aria-hidden="true"></video><svg viewBox="0 0 120 90" aria-hidden="true"><path d="M30 24v-8h10M90 24v-8H80M30 66v8h10M90 66v8H80"/></svg></div>
<p class="hint" id="scan-state" role="status" data-looking="${msg("khueBadgeLooking")}" data-found="${msg("khueBadgeFound")}" data-other="${msg("khueBadgeOther")}" data-refused="${msg("khueBadgeCameraRefused")}" data-missing="${msg("khueBadgeCameraMissing")}"></p>
<button type="button" class="btn bare fill" id="scan-stop" hidden>${msg("khueBadgeScanStop")}</button>
<form class="stack" id="kc-badge-form" method="post" action="${url.loginAction}">
<div class="field"><label for="code">${msg("khueBadgeCode")}</label><p class="hint" id="code-hint">${msg("khueBadgeHint")}</p><input id="code" name="code" class="otp" maxlength="64" autocomplete="off" autocapitalize="characters" spellcheck="false" required autofocus aria-describedby="code-hint"></div>
<button class="btn go fill">${msg("khueContinue")}</button>
<a class="btn bare fill" href="${url.loginRestartFlowUrl}">${msg("khueBadgePassword")}</a>
</form>
</#if>
</@layout.registrationLayout>
