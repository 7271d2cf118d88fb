/** What `contactDetails` of a ticket may hold (cloud-apis 4.6), all in lower case. Kept apart from the library that the bot asks. */

/** Windows' names of time zones that are followed by `Standard Time`; from Unicode CLDR, windowsZones. */
const STANDARD_TIMES = `
  AUS Central, AUS Eastern, Afghanistan, Alaskan, Aleutian, Altai, Arab, Arabian, Arabic, Argentina, Astrakhan, Atlantic, Aus Central W.,
  Azerbaijan, Azores, Bahia, Bangladesh, Belarus, Bougainville, Canada Central, Cape Verde, Caucasus, Cen. Australia, Central America,
  Central Asia, Central Brazilian, Central Europe, Central European, Central Pacific, Central, Chatham Islands, China, Cuba, Dateline,
  E. Africa, E. Australia, E. Europe, E. South America, Easter Island, Eastern, Egypt, Ekaterinburg, FLE, Fiji, GMT, GTB, Georgian,
  Greenland, Greenwich, Haiti, Hawaiian, India, Iran, Israel, Jordan, Kaliningrad, Korea, Libya, Line Islands, Lord Howe, Magadan,
  Magallanes, Marquesas, Mauritius, Middle East, Montevideo, Morocco, Mountain, Myanmar, N. Central Asia, Namibia, Nepal, New Zealand,
  Newfoundland, Norfolk, North Asia East, North Asia, North Korea, Omsk, Pacific SA, Pacific, Pakistan, Paraguay, Qyzylorda, Romance,
  Russian, SA Eastern, SA Pacific, SA Western, SE Asia, Saint Pierre, Sakhalin, Samoa, Sao Tome, Saratov, Singapore, South Africa,
  South Sudan, Sri Lanka, Sudan, Syria, Taipei, Tasmania, Tocantins, Tokyo, Tomsk, Tonga, Transbaikal, Turkey, Turks And Caicos,
  US Eastern, US Mountain, Ulaanbaatar, Venezuela, Vladivostok, Volgograd, W. Australia, W. Central Africa, W. Europe, W. Mongolia,
  West Asia, West Bank, West Pacific, Yakutsk, Yukon`;
const OTHER_ZONES =
  'Central Standard Time (Mexico), Eastern Standard Time (Mexico), Mountain Standard Time (Mexico), Pacific Standard Time (Mexico), Russia Time Zone 10, Russia Time Zone 11, Russia Time Zone 3, UTC, UTC+12, UTC+13, UTC-02, UTC-08, UTC-09, UTC-11';

/** ISO 3166-1 alpha-3. */
const ALPHA_3 = `
  ABW AFG AGO AIA ALA ALB AND ARE ARG ARM ASM ATA ATF ATG AUS AUT AZE BDI BEL BEN BES BFA BGD BGR BHR BHS BIH BLM BLR BLZ BMU BOL BRA
  BRB BRN BTN BVT BWA CAF CAN CCK CHE CHL CHN CIV CMR COD COG COK COL COM CPV CRI CUB CUW CXR CYM CYP CZE DEU DJI DMA DNK DOM DZA ECU
  EGY ERI ESH ESP EST ETH FIN FJI FLK FRA FRO FSM GAB GBR GEO GGY GHA GIB GIN GLP GMB GNB GNQ GRC GRD GRL GTM GUF GUM GUY HKG HMD HND
  HRV HTI HUN IDN IMN IND IOT IRL IRN IRQ ISL ISR ITA JAM JEY JOR JPN KAZ KEN KGZ KHM KIR KNA KOR KWT LAO LBN LBR LBY LCA LIE LKA LSO
  LTU LUX LVA MAC MAF MAR MCO MDA MDG MDV MEX MHL MKD MLI MLT MMR MNE MNG MNP MOZ MRT MSR MTQ MUS MWI MYS MYT NAM NCL NER NFK NGA NIC
  NIU NLD NOR NPL NRU NZL OMN PAK PAN PCN PER PHL PLW PNG POL PRI PRK PRT PRY PSE PYF QAT REU ROU RUS RWA SAU SDN SEN SGP SGS SHN SJM
  SLB SLE SLV SMR SOM SPM SRB SSD STP SUR SVK SVN SWE SWZ SXM SYC SYR TCA TCD TGO THA TJK TKL TKM TLS TON TTO TUN TUR TUV TWN TZA UGA
  UKR UMI URY USA UZB VAT VCT VEN VGB VIR VNM VUT WLF WSM YEM ZAF ZMB ZWE`;

const listed = (text: string, separator: RegExp): string[] => text.trim().toLowerCase().split(separator);

export const WINDOWS_TIME_ZONES: ReadonlySet<string> = new Set([
  ...listed(STANDARD_TIMES, /,\s+/).map((name) => `${name} standard time`),
  ...listed(OTHER_ZONES, /,\s+/),
]);
export const COUNTRIES: ReadonlySet<string> = new Set(listed(ALPHA_3, /\s+/));
export const LANGUAGES: ReadonlySet<string> = new Set(listed('en-us es-es fr-fr de-de it-it ja-jp ko-kr ru-ru pt-br zh-tw zh-hans', /\s+/));
