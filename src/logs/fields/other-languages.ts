/**
 * What columns are called in exports of HubSpot and of spreadsheets that do not speak English: the same roles as in
 * `roles.ts`, in German, French, Spanish, Portuguese, Italian, Dutch and Japanese. Written as there: in lower case and
 * without blanks. A word that means something else as often, such as `Antwort`, is not among them.
 */
export const IN_OTHER_LANGUAGES = {
  method: `methode httpmethode anfragemethode méthode méthodehttp método métodohttp metodo metodohttp メソッド
    httpメソッド リクエストメソッド`,
  path: `anfrageurl anforderungsurl aufgerufeneurl pfad urldelarequête urldemande urldelademande chemin urldelasolicitud
    urldesolicitud ruta urldasolicitação urldopedido caminho urldellarichiesta percorso aanvraagurl リクエストurl 要求url
    パス`,
  status: `statuscode httpstatuscode antwortcode antwortstatus codederéponse codedestatut codehttp códigoderespuesta
    códigodeestado códigohttp códigoderesposta códigodestatus codicedirisposta codicedistato responscode antwoordcode
    ステータスコード 応答コード レスポンスコード`,
  at: `zeitpunkt zeitstempel datum uhrzeit datumuhrzeit horodatage dateetheure fechayhora fecha datahora dataehora
    dataeora tijdstip datumentijd 日時 タイムスタンプ`,
  durationMs:
    'dauer antwortzeit durée tempsderéponse duración tiempoderespuesta duração tempoderesposta durata duur 所要時間',
  body: `antworttext antwortinhalt corpsdelaréponse cuerpodelarespuesta corpodaresposta corpodellarisposta レスポンス本文`,
  category: 'fehlerkategorie catégoriederreur categoríadeerror categoriadeerro エラーカテゴリ',
} as const;
