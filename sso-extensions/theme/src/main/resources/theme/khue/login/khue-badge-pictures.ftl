<#import "template.ftl" as layout>
<@layout.registrationLayout; section>
<#if section = "header">${msg("khueBadgePictures")}<#elseif section = "form">
<ol class="slots" aria-label="${msg("khueBadgePressed", pressed)}"><#list 1..3 as n><li<#if n lte pressed> class="on"</#if>><#if n lte pressed><svg class="i" viewBox="0 0 24 24" aria-hidden="true"><path d="M12 3.5l2.5 5.3 5.8.8-4.2 4.1 1 5.8-5.1-2.8-5.1 2.8 1-5.8L3.7 9.6l5.8-.8z" fill="currentColor"/></svg></#if></li></#list></ol>
<#-- One press is one post, so it works without script; nothing says which picture was pressed. -->
<form method="post" action="${url.loginAction}" aria-label="${msg("khueBadgePictures")}"><div class="pics">
<button name="picture" value="1"><svg viewBox="0 0 48 48" aria-hidden="true"><path d="M6 24c6-10 20-11 29 0-9 11-23 10-29 0z" fill="#2f7fc1"/><path d="M33 24l10-8v16z" fill="#1c5f99"/><circle cx="14" cy="22" r="2" fill="#fff"/></svg>${msg("khuePictureFish")}</button>
<button name="picture" value="2"><svg viewBox="0 0 48 48" aria-hidden="true"><g fill="#d9467f"><circle cx="24" cy="13" r="7"/><circle cx="35" cy="21" r="7"/><circle cx="31" cy="33" r="7"/><circle cx="17" cy="33" r="7"/><circle cx="13" cy="21" r="7"/></g><circle cx="24" cy="24" r="6" fill="#f2b632"/></svg>${msg("khuePictureFlower")}</button>
<button name="picture" value="3"><svg viewBox="0 0 48 48" aria-hidden="true"><circle cx="24" cy="24" r="17" fill="#e9622f"/><path d="M24 7v34M7 24h34M12 12c8 7 8 17 0 24M36 12c-8 7-8 17 0 24" stroke="#7c2a0d" stroke-width="2" fill="none"/></svg>${msg("khuePictureBall")}</button>
<button name="picture" value="4"><svg viewBox="0 0 48 48" aria-hidden="true"><path d="M24 9L4 34c10 6 30 6 40 0z" fill="#e5c77c"/><path d="M15.5 20c5 2.5 12 2.5 17 0M10 27.5c8 4 20 4 28 0" stroke="#9c7a2b" stroke-width="2" fill="none"/><path d="M16 37c1 6 15 6 16 0" stroke="#d9467f" stroke-width="2.5" fill="none"/></svg>${msg("khuePictureHat")}</button>
<button name="picture" value="5"><svg viewBox="0 0 48 48" aria-hidden="true"><path d="M24 4l13 15-13 17L11 19z" fill="#7a4fc0"/><path d="M24 4v32M11 19h26" stroke="#fff" stroke-width="1.5"/><path d="M24 36c-5 3 5 5 0 9" stroke="#7a4fc0" stroke-width="2.5" fill="none"/></svg>${msg("khuePictureKite")}</button>
<button name="picture" value="6"><svg viewBox="0 0 48 48" aria-hidden="true"><path d="M5 31h38l-6 10H11z" fill="#8a5a2b"/><path d="M23 6v22H9z" fill="#2f7fc1"/><path d="M26 11l13 17H26z" fill="#7fb6e0"/></svg>${msg("khuePictureBoat")}</button>
<button name="picture" value="7"><svg viewBox="0 0 48 48" aria-hidden="true"><circle cx="24" cy="24" r="17" fill="none" stroke="#eea21c" stroke-width="7" pathLength="48" stroke-dasharray="2 2"/><circle cx="24" cy="24" r="11" fill="#f2b632"/></svg>${msg("khuePictureSun")}</button>
<button name="picture" value="8"><svg viewBox="0 0 48 48" aria-hidden="true"><path d="M21 28h6v15h-6z" fill="#8a5a2b"/><circle cx="24" cy="14" r="10" fill="#2f8f57"/><circle cx="15" cy="23" r="9" fill="#2f8f57"/><circle cx="33" cy="23" r="9" fill="#2f8f57"/></svg>${msg("khuePictureTree")}</button>
<button name="picture" value="9"><svg viewBox="0 0 48 48" aria-hidden="true"><path d="M9 23h30v19H9z" fill="#f0d9a8"/><path d="M24 6L4 24h40z" fill="#b3242b"/><path d="M20 29h8v13h-8z" fill="#6b4423"/></svg>${msg("khuePictureHouse")}</button>
<button name="picture" value="10"><svg viewBox="0 0 48 48" aria-hidden="true"><path d="M4 17h40a20 20 0 01-40 0z" fill="#2f8f57"/><path d="M8.5 17h31a15.5 15.5 0 01-31 0z" fill="#e2434b"/><path d="M17 22v3M24 24v3M31 22v3" stroke="#3b1214" stroke-width="2.5" stroke-linecap="round"/></svg>${msg("khuePictureMelon")}</button>
<button name="picture" value="11"><svg viewBox="0 0 48 48" aria-hidden="true"><path d="M9 8l9 7h12l9-7v18a15 15 0 01-30 0z" fill="#6f7a88"/><circle cx="18" cy="24" r="2.5" fill="#fff"/><circle cx="30" cy="24" r="2.5" fill="#fff"/><path d="M21.5 30h5L24 33z" fill="#f3a6b8"/></svg>${msg("khuePictureCat")}</button>
<button name="picture" value="12"><svg viewBox="0 0 48 48" aria-hidden="true"><path d="M8 14h32v20c0 9-32 9-32 0z" fill="#b3242b"/><ellipse cx="24" cy="14" rx="16" ry="6.5" fill="#f4e3bf"/><path d="M30 12L43 4M20 11L10 3" stroke="#6b4423" stroke-width="2.5" stroke-linecap="round"/></svg>${msg("khuePictureDrum")}</button>
</div>
<p class="line apart"><button class="btn" name="again" value="1">${msg("khueBadgeAgain")}</button><a class="btn bare" href="${url.loginRestartFlowUrl}">${msg("khueBadgeNotMe")}</a></p>
</form>
<p class="hint">${msg("khueBadgeForgotten")}</p>
</#if>
</@layout.registrationLayout>
